'use client'

import { Ellipsis, UserPlus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import type { Grantable } from '@/components/settings/grant-fields'
import { InviteDialog } from '@/components/settings/invite-dialog'
import { MemberDialog } from '@/components/settings/member-dialog'
import { NextPage } from '@/components/settings/next-page'
import { ScopeText } from '@/components/settings/scope-text'
import { SecretBox } from '@/components/settings/secret-box'
import { useRoleName } from '@/components/settings/use-role-name'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { DotBadge } from '@/components/ui/dot-badge'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import type { MemberView } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Action<T = unknown> = (input: unknown) => Promise<Outcome<T>>

export type MembersScreenProps = {
  members: readonly MemberView[]
  nextCursor: string | null
  ownId: string | null
  grantable: Grantable
  may: { access: boolean; create: boolean; update: boolean; disable: boolean; enable: boolean; reinvite: boolean }
  actions: {
    create: Action<{ inviteUrl: string }>
    update: Action
    disable: Action
    enable: Action
    reinvite: Action<{ inviteUrl: string }>
  }
}

type Open = { kind: 'invite' } | { kind: 'edit' | 'disable'; member: MemberView } | { kind: 'link'; url: string }

const tones = { active: 'green', invited: 'amber', disabled: 'grey' } as const

export function MembersScreen({ members, nextCursor, ownId, grantable, may, actions }: MembersScreenProps) {
  const t = useTranslations('settings')
  const router = useRouter()
  const locale = useLocale()
  const roleName = useRoleName()
  const [open, setOpen] = useState<Open | null>(null)
  const done = (text: string) => () => {
    setOpen(null)
    toast.success(text)
    router.refresh()
  }
  const disable = useAction(actions.disable, done(t('members.disabledDone')))
  const enable = useAction(actions.enable, done(t('members.enabledDone')))
  const reinvite = useAction(actions.reinvite, ({ inviteUrl }) => setOpen({ kind: 'link', url: inviteUrl }))

  function entriesOf(member: MemberView): MenuEntry[] {
    const { id: memberId, state } = member
    const entries: MenuEntry[] = []
    if (may.update)
      entries.push({ key: 'edit', label: t('members.edit'), onSelect: () => setOpen({ kind: 'edit', member }) })
    if (may.reinvite && state === 'invited')
      entries.push({ key: 'link', label: t('members.newLink'), onSelect: () => reinvite.run({ memberId, locale }) })
    if (may.enable && state === 'disabled')
      entries.push({ key: 'enable', label: t('members.enable'), onSelect: () => enable.run({ memberId }) })
    if (may.disable && state !== 'disabled')
      entries.push({
        key: 'disable',
        label: t('members.disable'),
        danger: true,
        onSelect: () => setOpen({ kind: 'disable', member }),
      })
    return entries
  }

  return (
    <PageBody>
      <PageHeader
        title={t('members.title')}
        subtitle={t('members.text')}
        actions={
          <>
            {may.disable ? <ButtonLink href="/settings/members/idle">{t('idle.title')}</ButtonLink> : null}
            {may.create ? (
              <Button variant="primary" onClick={() => setOpen({ kind: 'invite' })}>
                <UserPlus aria-hidden="true" />
                {t('members.invite')}
              </Button>
            ) : null}
          </>
        }
      />
      <Card padded={false}>
        <Table>
          <thead>
            <tr>
              <Th>{t('field.name')}</Th>
              <Th>{t('field.role')}</Th>
              <Th>{t('field.shops')}</Th>
              <Th>{t('field.warehouses')}</Th>
              <Th>{t('field.state')}</Th>
              <Th>{t('field.lastSeen')}</Th>
              <Th>
                <span className="sr-only">{t('field.actions')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => {
              const entries = entriesOf(member)
              return (
                <tr key={member.id}>
                  <Td>
                    {may.access ? (
                      <Link
                        href={`/settings/members/${member.id}`}
                        prefetch={false}
                        className="font-medium underline-offset-2 hover:underline"
                      >
                        {member.name}
                      </Link>
                    ) : (
                      <span className="font-medium">{member.name}</span>
                    )}
                    {member.id === ownId ? <span className="ml-1.5 text-xs text-muted">{t('members.you')}</span> : null}
                    <span className="block text-xs text-muted">{member.email}</span>
                  </Td>
                  <Td>{roleName({ code: member.role, name: member.roleName })}</Td>
                  <Td>
                    <ScopeText ids={member.shopIds} places={grantable.shops} />
                  </Td>
                  <Td>
                    <ScopeText ids={member.warehouseIds} places={grantable.warehouses} />
                  </Td>
                  <Td>
                    <DotBadge tone={tones[member.state]} outline={member.state === 'invited'}>
                      {t(`state.${member.state}`)}
                    </DotBadge>
                  </Td>
                  <Td>{member.lastSeenAt ? <TimeCell value={member.lastSeenAt} /> : t('members.never')}</Td>
                  <Td align="right">
                    {entries.length > 0 ? (
                      <Menu
                        trigger={
                          <IconButton label={t('members.actionsOf', { name: member.name })}>
                            <Ellipsis />
                          </IconButton>
                        }
                        entries={entries}
                      />
                    ) : null}
                  </Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </Card>
      <NextPage cursor={nextCursor} />
      {open?.kind === 'invite' ? (
        <InviteDialog
          grantable={grantable}
          create={actions.create}
          onClose={() => setOpen(null)}
          onCreated={() => router.refresh()}
        />
      ) : null}
      {open?.kind === 'edit' ? (
        <MemberDialog
          member={open.member}
          grantable={grantable}
          update={actions.update}
          onClose={() => setOpen(null)}
          onSaved={done(t('saved'))}
        />
      ) : null}
      {open?.kind === 'disable' ? (
        <ConfirmDialog
          title={t('members.disableTitle', { name: open.member.name })}
          text={t('members.disableText')}
          confirm={t('members.disable')}
          pending={disable.pending}
          onConfirm={() => disable.run({ memberId: open.member.id, version: open.member.version })}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.kind === 'link' ? (
        <Dialog open onOpenChange={(next) => next || setOpen(null)} title={t('members.newLink')}>
          <SecretBox label={t('members.link')} value={open.url} text={t('members.linkText')} />
        </Dialog>
      ) : null}
    </PageBody>
  )
}
