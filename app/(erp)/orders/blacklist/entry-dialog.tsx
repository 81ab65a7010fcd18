'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { addToBlacklistAction } from '../work-actions'

const kinds = ['phone', 'name'] as const

export function EntryDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('orders.blacklist')
  const common = useTranslations('common.actions')
  const { refusalText, fieldText } = useRefusalText()
  const router = useRouter()
  const [pending, start] = useTransition()
  const [kind, setKind] = useState<string>('phone')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  function submit(event: FormEvent) {
    event.preventDefault()
    if (pending) return
    start(async () => {
      const answer = await addToBlacklistAction({ kind, value, reason })
      if (answer.ok) {
        toast.success(t('added', { held: answer.value }))
        onClose()
        router.refresh()
        return
      }
      const found = answer.refusal.errors ?? []
      setErrors(Object.fromEntries(found.map((e) => [e.path, fieldText(e.code, e.path === 'value' ? value : reason)])))
      if (found.length === 0) toast.error(refusalText(answer.refusal))
    })
  }
  return (
    <Dialog
      open
      size="sm"
      title={t('add')}
      description={t('text')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} type="submit" form="blacklist-entry">
            {t('add')}
          </Button>
        </>
      }
    >
      <form id="blacklist-entry" onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('kind')}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={kinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
              onValueChange={(next) => next && setKind(next)}
            />
          )}
        </Field>
        <Field label={t('value')} error={errors.value}>
          {(control) => (
            <Input
              {...control}
              value={value}
              maxLength={200}
              autoComplete="off"
              autoFocus
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('reason')} error={errors.reason}>
          {(control) => (
            <Input {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
