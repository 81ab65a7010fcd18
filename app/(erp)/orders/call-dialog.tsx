'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTenant } from '@/components/layout/tenant-context'
import { useOrderAct } from '@/components/orders/use-order-act'
import { exactTime } from '@/components/table/format-time'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Textarea } from '@/components/ui/textarea'
import { fromLocal } from '@/lib/kernel/time'
import { callResults } from '@/lib/modules/orders/schema'
import { recordCallAction } from './actions'

type Result = (typeof callResults)[number]

/** After these somebody calls again; the others end the calling. */
const again: readonly Result[] = ['no_answer', 'busy', 'call_back']
const LATER = [30, 120, 24 * 60] as const

/** Writes down what came of a call, and when to try again (in the company's zone). */
export function CallDialog({ order, onClose }: { order: { id: string; number: string }; onClose: () => void }) {
  const t = useTranslations('orders.call')
  const common = useTranslations('common.actions')
  const { timeZone } = useTenant()
  const { act, pending } = useOrderAct()
  const [result, setResult] = useState<Result>('no_answer')
  const [next, setNext] = useState('')
  const [note, setNote] = useState('')
  const local = (minutes: number) =>
    exactTime(new Date(Date.now() + minutes * 60_000), timeZone)
      .slice(0, 16)
      .replace(' ', 'T')
  function save() {
    const nextCallAt = again.includes(result) && next ? fromLocal(next, timeZone).toISOString() : null
    act(() => recordCallAction({ orderId: order.id, result, nextCallAt, note }), t('recorded'), onClose)
  }
  return (
    <Dialog
      open
      title={t('record')}
      description={t('recordText', { number: order.number })}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RadioGroup
          aria-label={t('result')}
          options={callResults.map((value) => ({ value, label: t(`results.${value}`) }))}
          value={result}
          onValueChange={(value) => setResult(callResults.find((known) => known === value) ?? 'no_answer')}
        />
        {again.includes(result) ? (
          <Field label={t('next')} help={t('zone', { timeZone })}>
            {(control) => (
              <div className="flex flex-wrap gap-1.5">
                <Input
                  {...control}
                  type="datetime-local"
                  value={next}
                  className="w-52"
                  onChange={(event) => setNext(event.target.value)}
                />
                {LATER.map((minutes) => (
                  <Button key={minutes} onClick={() => setNext(local(minutes))}>
                    {t('in', { minutes })}
                  </Button>
                ))}
              </div>
            )}
          </Field>
        ) : null}
        <Field label={t('note')}>
          {(control) => (
            <Textarea {...control} value={note} maxLength={2000} onChange={(e) => setNote(e.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
