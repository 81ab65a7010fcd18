'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Until the address is shown to be theirs, an invitation of somebody else may take it away. */
export function ProofBox({ email, send }: { email: string; send: () => Promise<Outcome<null>> }) {
  const t = useTranslations('account.proof')
  const [sent, setSent] = useState(false)
  const sending = useAction(send, () => setSent(true))
  if (sent) return <AlertBox kind="success" title={t('sent', { email })} />
  return (
    <AlertBox
      kind="waiting"
      title={t('title', { email })}
      action={
        <Button size="sm" pending={sending.pending} onClick={() => sending.run(undefined)}>
          {t('send')}
        </Button>
      }
    >
      {t('text')}
    </AlertBox>
  )
}
