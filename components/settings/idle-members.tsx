'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { NextPage } from '@/components/settings/next-page'
import { useRoleName } from '@/components/settings/use-role-name'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import type { MemberView } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  members: readonly MemberView[]
  nextCursor: string | null
  ownId: string | null
  mayDisable: boolean
  disable: (inputs: unknown) => Promise<Outcome<Outcome<null>[]>>
}

/** Who may still come in and has not for long: one look, one press. Each is disabled by itself; who cannot be says why. */
export function IdleMembers({ members, nextCursor, ownId, mayDisable, disable }: Props) {
  const t = useTranslations('settings')
  const router = useRouter()
  const roleName = useRoleName()
  const { refusalText } = useRefusalText()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const free = members.filter(({ id }) => id !== ownId)
  const ending = useAction(disable, (outcomes: Outcome<null>[]) => {
    setAsking(false)
    setChosen([])
    toast.success(t('idle.done', { count: outcomes.filter((one) => one.ok).length }))
    const refused = outcomes.find((one) => !one.ok)
    if (refused && !refused.ok) toast.error(refusalText(refused.refusal))
    router.refresh()
  })
  const pick = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  if (members.length === 0) {
    return (
      <Card padded={false}>
        <EmptyState title={t('idle.empty')} text={t('idle.emptyText')} />
      </Card>
    )
  }
  return (
    <>
      <Card
        padded={false}
        aside={
          mayDisable ? (
            <Button variant="quietDanger" size="sm" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
              {t('idle.disable', { count: chosen.length })}
            </Button>
          ) : null
        }
      >
        <Table>
          <thead>
            <tr>
              {mayDisable ? (
                <Th>
                  <Checkbox
                    aria-label={t('idle.all')}
                    checked={chosen.length === free.length && free.length > 0}
                    indeterminate={chosen.length > 0 && chosen.length < free.length}
                    onCheckedChange={(on) => setChosen(on ? free.map(({ id }) => id) : [])}
                  />
                </Th>
              ) : null}
              <Th>{t('field.name')}</Th>
              <Th>{t('field.role')}</Th>
              <Th>{t('field.lastSeen')}</Th>
              <Th>{t('field.since')}</Th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                {mayDisable ? (
                  <Td>
                    <Checkbox
                      aria-label={member.name}
                      checked={chosen.includes(member.id)}
                      disabled={member.id === ownId}
                      onCheckedChange={(on) => pick(member.id, on)}
                    />
                  </Td>
                ) : null}
                <Td>
                  <span className="font-medium">{member.name}</span>
                  <span className="block text-xs text-muted">{member.email}</span>
                </Td>
                <Td>{roleName({ code: member.role, name: member.roleName })}</Td>
                <Td>{member.lastSeenAt ? <TimeCell value={member.lastSeenAt} /> : t('members.never')}</Td>
                <Td>
                  <TimeCell value={member.createdAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <NextPage cursor={nextCursor} />
      {asking ? (
        <ConfirmDialog
          title={t('idle.disableTitle', { count: chosen.length })}
          text={t('members.disableText')}
          confirm={t('members.disable')}
          pending={ending.pending}
          onConfirm={() => ending.run(chosen.map((memberId) => ({ memberId })))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
