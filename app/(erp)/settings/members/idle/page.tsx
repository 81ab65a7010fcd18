import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { IdleMembers } from '@/components/settings/idle-members'
import { listMembers } from '@/lib/modules/settings/list-members'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { disableMembersAction } from '../actions'

/** As long as auditors let an account lie unused. */
const idleDays = 90

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('idle.title') }
}

export default async function IdleMembersPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const { cursor } = await searchParams
  const [actor, page, t] = await Promise.all([
    requireActor(),
    load(listMembers, { idleDays, limit: 100, cursor }),
    getTranslations('settings'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('idle.title')}
        crumbs={[{ label: t('members.title'), href: '/settings/members' }]}
        subtitle={t('idle.text', { days: idleDays })}
      />
      <IdleMembers
        members={page.items}
        nextCursor={page.nextCursor}
        ownId={actor.id}
        mayDisable={may(actor, 'member.disable')}
        disable={disableMembersAction}
      />
    </PageBody>
  )
}
