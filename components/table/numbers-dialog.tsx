'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState, useTransition } from 'react'
import { answered } from '@/components/form/answered'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type FindNumbers = (input: { numbers: readonly string[] }) => Promise<Outcome<{ setId: string }>>

export type NumbersProps = {
  /** Names the numbers it takes. */
  list: string
  /** The list's address, on which what is found is shown. */
  href: string
  find: FindNumbers
}

const most = 500

/** One per line, or divided by whatever a sheet or a chat puts between. `spaced`: names and phones, which have spaces in them. */
export function numbersIn(text: string, spaced = false): string[] {
  const parts = text.split(spaced ? /[\t\r\n,;，；、]+/u : /[\s,;，；、]+/u)
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))]
}

export function NumbersDialog({ list, href, find, onClose }: NumbersProps & { onClose: () => void }) {
  const t = useTranslations('ui.numbers')
  const common = useTranslations('common.actions')
  const { refusalText } = useRefusalText()
  const router = useRouter()
  const form = useId()
  const [text, setText] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const numbers = numbersIn(text, list === 'customers')
  const tooMany = numbers.length > most
  function submit(event: FormEvent) {
    event.preventDefault()
    if (pending || numbers.length === 0 || tooMany) return
    start(async () => {
      const outcome = await answered(find({ numbers }))
      if (!outcome.ok) return setError(refusalText(outcome.refusal))
      onClose()
      router.push(`${href}${href.includes('?') ? '&' : '?'}set=${outcome.value.setId}`)
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      description={t('text', { kinds: t(`kinds.${list as 'orders'}`), most })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            pending={pending}
            disabled={numbers.length === 0 || tooMany}
          >
            {t('find', { count: numbers.length })}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('label')} error={tooMany ? t('tooMany', { count: numbers.length, most }) : error}>
          {(aria) => (
            <Textarea
              {...aria}
              rows={10}
              value={text}
              autoFocus
              spellCheck={false}
              className="font-mono"
              onChange={(event) => {
                setText(event.target.value)
                setError(null)
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
