'use client'

import { useTranslations } from 'next-intl'
import { Button } from './button'

/** In the place of what somebody waits for and nobody has answered. */
export function NotLoaded({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations('ui.notLoaded')
  const common = useTranslations('common.actions')
  return (
    <p role="alert" className="flex flex-wrap items-center gap-2 p-1 text-sm text-danger-text">
      {t('text')}
      <Button size="sm" onClick={onRetry}>
        {common('retry')}
      </Button>
    </p>
  )
}
