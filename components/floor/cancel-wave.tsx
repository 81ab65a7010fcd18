'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { waveId: string; version: number; cancel: (input: unknown) => Promise<Outcome<null>> }

export function CancelWave({ waveId, version, cancel }: Props) {
  const t = useTranslations('floor.wave')
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const { run, pending } = useAction(cancel, () => {
    setAsking(false)
    router.refresh()
  })
  return (
    <>
      <Button variant="quietDanger" onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('cancelTitle')}
          text={t('cancelText')}
          confirm={t('cancel')}
          pending={pending}
          onConfirm={() => run({ waveId, version })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
