'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { PoolView } from '@/lib/modules/inventory/pool-schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { endPoolAction } from '../../actions'
import { PoolSheet } from '../pool-sheet'

type Props = {
  pool: PoolView
  shops: readonly { code: string; name: string }[]
  can: Rights<'pool.update' | 'pool.end'>
}

export function PoolActions({ pool, shops, can }: Props) {
  const t = useTranslations('pools.pool')
  const router = useRouter()
  const [asking, setAsking] = useState<'edit' | 'end' | null>(null)
  const { id: poolId, version, name } = pool
  const ending = useAction(endPoolAction, () => {
    setAsking(null)
    toast.success(t('ended', { name }))
    router.refresh()
  })
  return (
    <>
      {can['pool.end'] ? (
        <Button variant="quietDanger" onClick={() => setAsking('end')}>
          {t('end')}
        </Button>
      ) : null}
      {can['pool.update'] ? <Button onClick={() => setAsking('edit')}>{t('edit')}</Button> : null}
      {asking === 'edit' ? <PoolSheet pool={pool} shops={shops} onLeave={() => setAsking(null)} /> : null}
      {asking === 'end' ? (
        <ConfirmDialog
          title={t('endTitle', { name })}
          text={t(pool.returns ? 'endReturns' : 'endStays')}
          confirm={t('end')}
          pending={ending.pending}
          onConfirm={() => ending.run({ poolId, version })}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}
