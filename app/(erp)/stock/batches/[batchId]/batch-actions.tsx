'use client'

import { Lock, LockOpen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { BatchDetail } from '@/lib/modules/inventory/batch-schema'
import { lockBatchAction, unlockBatchAction } from '../../actions'

type Props = { batch: BatchDetail; mayLock: boolean; mayUnlock: boolean }

/** Locking says first what it does to orders; what it did is said afterwards. */
export function BatchActions({ batch, mayLock, mayUnlock }: Props) {
  const t = useTranslations('batches')
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const no = batch.batchNo || t('noNumber')
  const { id: batchId, version } = batch
  const done = (text: string) => {
    setAsking(false)
    toast.success(text)
    router.refresh()
  }
  const locking = useAction(lockBatchAction, ({ brokenOrders }) =>
    done(brokenOrders.length > 0 ? t('lockedBroken', { count: brokenOrders.length }) : t('locked')),
  )
  const unlocking = useAction(unlockBatchAction, () => done(t('unlocked')))
  if (batch.lockedAt ? !mayUnlock : !mayLock) return null
  return (
    <>
      <Button variant={batch.lockedAt ? 'secondary' : 'quietDanger'} onClick={() => setAsking(true)}>
        {batch.lockedAt ? <LockOpen /> : <Lock />}
        {t(batch.lockedAt ? 'unlock' : 'lock')}
      </Button>
      {asking && batch.lockedAt ? (
        <ConfirmDialog
          title={t('unlockTitle', { no })}
          text={t('unlockText')}
          confirm={t('unlock')}
          pending={unlocking.pending}
          onConfirm={() => unlocking.run({ batchId, version })}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {asking && !batch.lockedAt ? (
        <ReasonDialog
          title={t('lockTitle', { no })}
          text={t('lockText')}
          confirm={t('lock')}
          label={t('reason')}
          required
          danger
          max={200}
          pending={locking.pending}
          onConfirm={(reason) => locking.run({ batchId, version, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
