'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { OrderRow } from '@/lib/modules/orders/schema'
import { previewRulesAction } from './rules-actions'

type Props = {
  /** One of those that match; by it the running version is asked for. */
  sample: OrderRow | undefined
  pending: boolean
  onStart: (version: number) => void
  onClose: () => void
}

/** Asks before the live rules go over everything that matches; other rules by then refuse each row. */
export function RerunAllDialog({ sample, pending, onStart, onClose }: Props) {
  const t = useTranslations('orders.marks.all')
  const common = useTranslations('common.actions')
  const { refusalText } = useRefusalText()
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof previewRulesAction>> | null>(null)
  const sampleId = sample?.id
  useEffect(() => {
    let here = true
    if (sampleId) void previewRulesAction({ orderIds: [sampleId] }).then((told) => here && setAnswer(told))
    return () => {
      here = false
    }
  }, [sampleId])
  const version = answer?.ok ? answer.value.version : null
  const told = version === null ? t('noRules') : t('rerunText', { version })
  const text = answer === null ? '' : answer.ok ? told : refusalText(answer.refusal)
  return (
    <Dialog
      open
      size="sm"
      title={t('rerun')}
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
