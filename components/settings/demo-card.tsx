'use client'

import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Only in the demo company: back to how it was on the first day. */
export function DemoCard({ reset }: { reset: () => Promise<Outcome<unknown>> }) {
  const t = useTranslations('settings.demo')
  const [asking, setAsking] = useState(false)
  const resetting = useAction(reset, () => window.location.assign('/sign-in'))
  return (
    <Card title={t('title')}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-xl text-sm text-muted">{t('text')}</p>
        <Button variant="quietDanger" onClick={() => setAsking(true)}>
          <RotateCcw aria-hidden="true" />
          {t('reset')}
        </Button>
      </div>
      {asking ? (
        <ConfirmDialog
          title={t('confirm')}
          text={t('confirmText')}
          confirm={t('reset')}
          pending={resetting.pending}
          onConfirm={() => resetting.run(undefined)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}
