'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { ImportView } from '@/lib/modules/exchange/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { cancelImportAction } from '../actions'

const everyMs = 1000

/** How far it is, asked anew each second; the work goes on whether somebody looks or not. */
export function ImportProgress({ one, can }: { one: ImportView; can: Rights<'import.cancel'> }) {
  const t = useTranslations('exchange')
  const router = useRouter()
  const cancel = useAction(cancelImportAction, () => router.refresh())
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  const known = one.phase === 'load' && one.total > 0
  const phase = one.phase === 'load' || one.phase === 'undo' ? one.phase : 'check'
  return (
    <Card>
      <div className="flex flex-col gap-3">
        <p className="font-medium" aria-live="polite">
          {t(one.state === 'queued' ? 'states.queued' : `phases.${phase}`)}
        </p>
        <progress
          className="h-2 w-full accent-(--accent)"
          aria-label={t(`phases.${phase}`)}
          {...(known && { value: one.position, max: one.total })}
        />
        <p className="text-sm text-muted" data-figure="">
          {known ? t('progress', { done: one.position, total: one.total }) : t('progressOpen', { done: one.position })}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          {can['import.cancel'] && phase !== 'undo' ? (
            <Button pending={cancel.pending} onClick={() => cancel.run({ importId: one.id })}>
              {t('cancel')}
            </Button>
          ) : null}
          <span className="text-xs text-muted">{t('canLeave')}</span>
        </div>
      </div>
    </Card>
  )
}
