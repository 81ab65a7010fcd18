'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'

/** A text shown once, to be carried elsewhere: whole, selectable, with a button that copies it. */
export function SecretBox({ label, value, text }: { label: string; value: string; text: string }) {
  const t = useTranslations('ui.copy')
  const actions = useTranslations('common.actions')
  const id = useId()
  async function copy() {
    try {
      // Undefined on plain http other than localhost, whatever the types say.
      await navigator.clipboard.writeText(value)
      toast.success(t('done'))
    } catch {
      toast.error(t('failed'))
    }
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <Input id={id} readOnly value={value} className="font-mono" onFocus={(event) => event.target.select()} />
        <Button onClick={copy}>
          <Copy aria-hidden="true" />
          {actions('copy')}
        </Button>
      </div>
      <p className="text-xs text-muted">{text}</p>
    </div>
  )
}
