'use client'

import { Combine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useOrderAct } from '@/components/orders/use-order-act'
import { OrderLink } from '@/components/orders/use-order-columns'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { mergeOrdersAction, undoOrderAction } from '../work-actions'

export type Group = {
  warehouseCode: string
  parcels: { id: string; number: string; units: number; orders: { id: string; number: string }[] }[]
}

type Props = { orderId: string; groups: readonly Group[]; mayMerge: boolean }

/** Other orders of the same buyer to the same address lie in the same warehouse: one parcel would do. */
export function MergeCard({ orderId, groups, mayMerge }: Props) {
  const t = useTranslations('orders.merge')
  const { act, pending } = useOrderAct()
  return groups.map((group) => {
    const others = group.parcels.flatMap((p) => p.orders).filter((o) => o.id !== orderId)
    return (
      <AlertBox
        key={group.warehouseCode}
        title={t('hint', { count: others.length })}
        action={
          mayMerge ? (
            <Button
              size="sm"
              pending={pending}
              onClick={() =>
                act(
                  () => mergeOrdersAction({ fulfilmentIds: group.parcels.map((p) => p.id) }),
                  t('done', { count: group.parcels.length }),
                  undefined,
                  () => undoOrderAction({ orderId }),
                )
              }
            >
              <Combine />
              {t('do')}
            </Button>
          ) : undefined
        }
      >
        <span className="flex flex-wrap gap-x-3">
          {others.map((order) => (
            <OrderLink key={order.id} {...order} />
          ))}
        </span>
      </AlertBox>
    )
  })
}
