import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MembersScreen } from '@/components/settings/members-screen'
import { listMembers } from '@/lib/modules/settings/list-members'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import {
  createMemberAction,
  disableMemberAction,
  enableMemberAction,
  reinviteMemberAction,
  updateMemberAction,
} from '../actions'
import { loadGrantable } from '../grantable'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('members.title') }
}

export default async function MembersPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const { cursor } = await searchParams
  const [actor, page, grantable] = await Promise.all([
    requireActor(),
    load(listMembers, { limit: 100, cursor }),
    loadGrantable(),
  ])
  return (
    <MembersScreen
      members={page.items}
      nextCursor={page.nextCursor}
      ownId={actor.id}
      grantable={grantable}
      may={{
        access: may(actor, 'member.access'),
        create: may(actor, 'member.create'),
        update: may(actor, 'member.update'),
        disable: may(actor, 'member.disable'),
        enable: may(actor, 'member.enable'),
        reinvite: may(actor, 'member.reinvite'),
      }}
      actions={{
        create: createMemberAction,
        update: updateMemberAction,
        disable: disableMemberAction,
        enable: enableMemberAction,
        reinvite: reinviteMemberAction,
      }}
    />
  )
}
