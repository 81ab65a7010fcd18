import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AccessList } from '@/components/settings/access-list'
import { MemberSessionsCard } from '@/components/settings/member-sessions-card'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { DotBadge } from '@/components/ui/dot-badge'
import { memberAccess } from '@/lib/modules/settings/member-access'
import { memberSessions } from '@/lib/modules/settings/member-sessions'
import { may, seesAll } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { endMemberSessionsAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('access.title') }
}

const tones = { active: 'green', invited: 'amber', disabled: 'grey' } as const

/** What can this person see? Answered whole, on one page. */
export default async function MemberPage({ params }: { params: Promise<{ memberId: string }> }) {
  const { memberId } = await params
  const [actor, access, sessions, t] = await Promise.all([
    requireActor(),
    load(memberAccess, { memberId }),
    tryLoad(memberSessions, { memberId }),
    getTranslations('settings'),
  ])
  const { member, permissions, shops, warehouses } = access
  const roleName = t.has(`role.${member.role}`) ? t(`role.${member.role}` as 'role.owner') : member.roleName
  const places = (list: typeof shops, all: string) =>
    list === null ? all : list.length === 0 ? t('access.none') : list.map((one) => one.name).join(t('scope.separator'))
  return (
    <PageBody>
      <PageHeader
        title={member.name}
        crumbs={[{ label: t('members.title'), href: '/settings/members' }]}
        badge={
          <DotBadge tone={tones[member.state]} outline={member.state === 'invited'}>
            {t(`state.${member.state}`)}
          </DotBadge>
        }
        subtitle={member.email}
      />
      <Card title={t('access.title')}>
        <dl className="grid gap-4 text-sm sm:grid-cols-2 lg:grid-cols-4">
          <div>
            <dt className="text-xs text-muted">{t('field.role')}</dt>
            <dd>{roleName}</dd>
            {access.secondFactor ? <dd className="text-xs text-muted">{t('access.secondFactor')}</dd> : null}
          </div>
          <div>
            <dt className="text-xs text-muted">{t('field.shops')}</dt>
            <dd>{places(shops, t('scope.allShops'))}</dd>
          </div>
          <div>
            <dt className="text-xs text-muted">{t('field.warehouses')}</dt>
            <dd>{places(warehouses, t('scope.allWarehouses'))}</dd>
          </div>
          <div>
            <dt className="text-xs text-muted">{t('field.lastSeen')}</dt>
            <dd>{member.lastSeenAt ? <TimeCell value={member.lastSeenAt} exact /> : t('members.never')}</dd>
          </div>
        </dl>
        {may(actor, 'audit.list') && seesAll(actor) && member.state !== 'invited' ? (
          <p className="mt-4 text-sm">
            <Link
              href={`/settings/audit?actorId=${member.id}`}
              className="text-accent-text underline underline-offset-2"
            >
              {t('access.audit')}
            </Link>
          </p>
        ) : null}
      </Card>
      {sessions.ok ? (
        <MemberSessionsCard
          memberId={member.id}
          sessions={sessions.value.items}
          mayEnd={may(actor, 'member.end-sessions')}
          end={endMemberSessionsAction}
        />
      ) : null}
      <AccessList permissions={permissions} />
    </PageBody>
  )
}
