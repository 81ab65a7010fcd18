'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

export type SubmitBarProps = {
  pending: boolean
  /** Says so at the left while something typed is not saved. */
  dirty?: boolean
  label?: ReactNode
  /** A cancel button or link. */
  secondary?: ReactNode
}

export function SubmitBar({ pending, dirty = false, label, secondary }: SubmitBarProps) {
  const t = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line-soft pt-4">
      <span role="status" className="mr-auto text-xs text-muted">
        {dirty ? form('unsaved') : ''}
      </span>
      {secondary}
      <Button type="submit" variant="primary" pending={pending}>
        {label ?? t('save')}
        <Kbd className="border-on-accent/30 bg-transparent text-on-accent max-md:hidden">⌘⏎</Kbd>
      </Button>
    </div>
  )
}
