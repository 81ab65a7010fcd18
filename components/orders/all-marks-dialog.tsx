'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useNamesFrom } from '@/components/table/use-remote-options'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { NotLoaded } from '@/components/ui/not-loaded'
import { Select } from '@/components/ui/select'
import { flagColours } from '@/lib/kernel/flag-colours'

const hrefs = { flag: null, add: '/api/v1/tags', remove: '/api/v1/tags', assign: '/api/v1/member-names' } as const
const kinds = ['flag', 'add', 'remove', 'assign'] as const
type Kind = (typeof kinds)[number]

/** What a bulk job is started with. */
export type MarkWhat =
  | { action: 'order.set-flags'; flag: string }
  | { action: 'order.set-tags'; add?: string[]; remove?: string[] }
  | { action: 'order.assign'; memberId: string | null }

type Props = { pending: boolean; onStart: (what: MarkWhat) => void; onClose: () => void }

function whatOf(kind: Kind, value: string | null): MarkWhat | null {
  if (kind === 'assign') return { action: 'order.assign', memberId: value }
  if (value === null) return null
  if (kind === 'flag') return { action: 'order.set-flags', flag: value === 'none' ? '' : value }
  return { action: 'order.set-tags', [kind]: [value] }
}

/** The marks of one order for all that match: one choice at a time, done as a job. */
export function AllMarksDialog({ pending, onStart, onClose }: Props) {
  const t = useTranslations('orders.marks.all')
  const marks = useTranslations('orders.marks')
  const flags = useTranslations('orders.flag')
  const common = useTranslations('common.actions')
  const [kind, setKind] = useState<Kind>('flag')
  const [value, setValue] = useState<string | null>(null)
  const named = useNamesFrom(hrefs[kind])
  const colours = (['none', ...flagColours] as const).map((one) => ({ value: one, label: flags(one) }))
  const what = whatOf(kind, value)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (what && !pending) onStart(what)
  }
  return (
    <Dialog
      open
      size="sm"
      title={t('title')}
      description={t('text')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" type="submit" form="all-marks" pending={pending} disabled={!what}>
            {t('start')}
          </Button>
        </>
      }
    >
      <form id="all-marks" onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('what')}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={kinds.map((one) => ({ value: one, label: t(one) }))}
              onValueChange={(next) => {
                setKind((next as Kind | null) ?? 'flag')
                setValue(null)
              }}
            />
          )}
        </Field>
        <Field label={t('value')}>
          {(control) =>
            kind === 'flag' ? (
              <Select {...control} value={value} options={colours} onValueChange={setValue} />
            ) : (
              <Combobox
                {...control}
                value={value}
                options={named.names}
                placeholder={kind === 'assign' ? marks('nobody') : undefined}
                onValueChange={setValue}
              />
            )
          }
        </Field>
        {named.failed ? <NotLoaded onRetry={named.again} /> : null}
      </form>
    </Dialog>
  )
}
