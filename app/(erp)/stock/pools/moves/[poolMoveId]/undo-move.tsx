'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { undoPoolMoveAction } from '../../../actions'

export function UndoMove({ poolMoveId, number }: { poolMoveId: string; number: string }) {
  const t = useTranslations('pools.move')
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const undoing = useAction(undoPoolMoveAction, (move) => {
    setAsking(false)
    toast.success(t('undone', { number }))
    router.push(`/stock/pools/moves/${move.id}`)
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('undo')}</Button>
      {asking ? (
        <ConfirmDialog
          title={t('undoTitle', { number })}
          text={t('undoText')}
          confirm={t('undo')}
          pending={undoing.pending}
          onConfirm={() => undoing.run({ poolMoveId })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
