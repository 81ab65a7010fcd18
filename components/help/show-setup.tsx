'use client'

import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Takes the first steps out again and leads to them. */
export function ShowSetup({ hide }: { hide: (input: unknown) => Promise<Outcome<unknown>> }) {
  const t = useTranslations('help')
  const showing = useAction(hide, () => window.location.assign('/dashboard'))
  return (
    <Button pending={showing.pending} onClick={() => showing.run({ hidden: false })}>
      {t('showSetup')}
    </Button>
  )
}
