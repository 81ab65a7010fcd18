'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'

export type ReasonDialogProps = {
  title: string
  /** What follows from it, said before it is done. */
  text?: ReactNode
  /** What follows in detail, above the reason. */
  before?: ReactNode
  confirm: string
  /** null: it only asks whether it is meant, and no words are needed. */
  label: string | null
  /** Reasons that are given often: one press writes them into the field. */
  presets?: readonly string[]
  required?: boolean
  danger?: boolean
  max?: number | undefined
  pending: boolean
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** Asks why before something is done that others will wonder about. ⌘⏎ confirms. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, text, confirm, label, presets = [], required = false, danger, max = 500, pending } = props
  const t = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const errors = useTranslations('errors.field')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  // A name rather than a sentence: one line, and Enter is enough.
  const short = max <= 60
  const missing = required && reason.trim() === ''
  function submit() {
    setAsked(true)
    if (!missing && !pending) props.onConfirm(reason.trim())
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(short || event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    submit()
  }
  return (
    <Dialog
      open
      title={title}
      description={text}
      onOpenChange={(open) => open || props.onClose()}
      footer={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} pending={pending} onClick={submit}>
            {confirm}
            <Kbd className="border-on-accent/30 bg-transparent text-on-accent max-md:hidden">{short ? '⏎' : '⌘⏎'}</Kbd>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        {props.before}
        {presets.length > 0 ? (
          <div className="flex flex-wrap gap-1.5">
            {presets.map((preset) => (
              <Button key={preset} size="sm" aria-pressed={reason === preset} onClick={() => setReason(preset)}>
                {preset}
              </Button>
            ))}
          </div>
        ) : null}
        {label === null ? null : (
          <Field
            label={label}
            note={required ? undefined : form('optional')}
            error={asked && missing ? errors('required') : undefined}
          >
            {(control) => {
              const words = { ...control, value: reason, maxLength: max, autoFocus: true, onKeyDown }
              return short ? (
                <Input {...words} onChange={(event) => setReason(event.target.value)} />
              ) : (
                <Textarea {...words} onChange={(event) => setReason(event.target.value)} />
              )
            }}
          </Field>
        )}
      </div>
    </Dialog>
  )
}
