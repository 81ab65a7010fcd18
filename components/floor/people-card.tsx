'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { SecretBox } from '@/components/settings/secret-box'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Table, Td, Th } from '@/components/ui/table'
import type { FloorPersonView } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Set = (input: unknown) => Promise<Outcome<FloorPersonView & { badge: string | null }>>

/** Who may sign in at stations, and by what. */
export function PeopleCard({ people, set }: { people: readonly FloorPersonView[]; set: Set | undefined }) {
  const t = useTranslations('floor.person')
  const [person, setPerson] = useState<FloorPersonView | null>(null)
  return (
    <Card title={t('title')} padded={false}>
      <Table>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('staffNo')}</Th>
            <Th>{t('pin')}</Th>
            <Th>{t('badge')}</Th>
            <Th>{t('do')}</Th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.memberId}>
              <Td>{one.name}</Td>
              <Td className="font-mono">{one.staffNo ?? '—'}</Td>
              <Td>{t(one.hasPin ? 'has' : 'hasNot')}</Td>
              <Td>{t(one.hasBadge ? 'has' : 'hasNot')}</Td>
              <Td>
                {set ? (
                  <Button size="sm" onClick={() => setPerson(one)} aria-label={t('setFor', { name: one.name })}>
                    {t('set')}
                  </Button>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {person && set ? <PersonDialog person={person} set={set} close={() => setPerson(null)} /> : null}
    </Card>
  )
}

function PersonDialog({ person, set, close }: { person: FloorPersonView; set: Set; close(): void }) {
  const t = useTranslations('floor.person')
  const common = useTranslations('common.actions')
  const { refusalText, fieldText } = useRefusalText()
  const router = useRouter()
  const [staffNo, setStaffNo] = useState(person.staffNo ?? '')
  const [pin, setPin] = useState('')
  const [badge, setBadge] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  async function save(newBadge: boolean) {
    setPending(true)
    setWrong(null)
    const outcome = await set({
      ...{ memberId: person.memberId, staffNo },
      ...(pin !== '' && { pin }),
      ...(newBadge && { badge: true }),
    })
    setPending(false)
    if (!outcome.ok) {
      const [error] = outcome.refusal.errors ?? []
      return setWrong(error ? fieldText(error.code) : refusalText(outcome.refusal))
    }
    router.refresh()
    if (outcome.value.badge) setBadge(outcome.value.badge)
    else close()
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || close()}
      title={t('setFor', { name: person.name })}
      footer={
        badge ? (
          <Button variant="primary" onClick={close}>
            {common('close')}
          </Button>
        ) : (
          <>
            <Button pending={pending} onClick={() => save(true)}>
              {t('newBadge')}
            </Button>
            <Button variant="primary" pending={pending} onClick={() => save(false)}>
              {common('save')}
            </Button>
          </>
        )
      }
    >
      {badge ? (
        <SecretBox label={t('badge')} value={badge} text={t('badgeText')} />
      ) : (
        <div className="flex flex-col gap-4">
          {wrong ? <AlertBox kind="danger" title={wrong} /> : null}
          <Field label={t('staffNo')} help={t('staffNoHelp')}>
            {(aria) => (
              <Input {...aria} className="font-mono" value={staffNo} onChange={(e) => setStaffNo(e.target.value)} />
            )}
          </Field>
          <Field label={t('pin')} help={t('pinHelp')}>
            {(aria) => (
              <Input
                {...aria}
                inputMode="numeric"
                autoComplete="off"
                type="password"
                value={pin}
                onChange={(e) => setPin(e.target.value)}
              />
            )}
          </Field>
        </div>
      )}
    </Dialog>
  )
}
