'use client'

import { useTranslations } from 'next-intl'
import { AlertBox } from '@/components/ui/alert-box'
import { useReason } from '@/components/webhooks/use-reason'
import type { WebhookView } from '@/lib/modules/webhooks/schema'

/** What is wrong, and what is to be done about it. */
export function WebhookNotice({ webhook: { state, failures, trouble } }: { webhook: WebhookView }) {
  const t = useTranslations('webhooks')
  const reason = useReason()
  const kind = state === 'disabled' ? 'disabled' : state === 'active' && failures > 0 ? 'failing' : null
  if (!kind) return null
  return (
    <AlertBox kind={kind === 'disabled' ? 'danger' : 'waiting'} title={t(`${kind}Title`)}>
      {t(`${kind}Text`, { reason: reason(trouble) })}
    </AlertBox>
  )
}
