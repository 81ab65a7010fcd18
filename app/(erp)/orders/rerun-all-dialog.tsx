'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { OrderRow } from '@/lib/modules/orders/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { previewRoutingAction, previewRulesAction } from './rules-actions'

type Props = {
  kind: 'review' | 'routing'
  /** One of those that match; by it the running version is asked for. */
  sample: OrderRow | undefined
  pending: boolean
  onStart: (version: number) => void
  onClose: () => void
}

/** Asks before the live rules go over everything that matches; other rules by then refuse each row. */
export function RerunAllDialog({ kind, sample, pending, onStart, onClose }: Props) {
  const t = useTranslations('orders.marks.all')
  const common = useTranslations('common.actions')
  const { refusalText } = useRefusalText()
  const [answer, setAnswer] = useState<Outcome<{ version: number | null }> | null>(null)
  const sampleId = sample?.id
  useEffect(() => {
    let here = true
    const ask = kind === 'review' ? previewRulesAction : previewRoutingAction
    if (sampleId) void ask({ orderIds: [sampleId] }).then((told) => here && setAnswer(told))
    return () => {
      here = false
    }
  }, [kind, sampleId])
  const version = answer?.ok ? answer.value.version : null
  const told = version === null ? t('noRules') : t(kind === 'review' ? 'rerunText' : 'routingText', { version })
  const text = answer === null ? '' : answer.ok ? told : refusalText(answer.refusal)
  return (
    <Dialog
      open
      size="sm"
      title={t(kind === 'review' ? 'rerun' : 'routing')}
      description={text}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            pending={pending}
            disabled={version === null}
            onClick={() => version !== null && onStart(version)}
          >
            {t('start')}
          </Button>
        </>
      }
    />
  )
}
