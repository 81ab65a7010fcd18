import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { AlertBox } from '@/components/ui/alert-box'
import type { Done } from './stock-lookup'

/** Whom an adjustment has taken promised goods from, each a click away. */
export function BrokenOrders({ orders }: { orders: Done['brokenOrders'] }) {
  const t = useTranslations('stock.adjust')
  return (
    <AlertBox kind="danger" title={t('broken', { count: orders.length })}>
      <ul className="flex flex-col gap-1">
        {orders.map(({ orderId, number, parcel, outcome }) => (
          <li key={`${orderId} ${parcel}`}>
            <Link
              href={`/orders/${orderId}`}
              prefetch={false}
              className="rounded-sm font-mono text-[0.93em] text-accent-text hover:underline"
            >
              {number}
            </Link>{' '}
            {t(outcome === 'cancelled' ? 'brokenWaits' : 'brokenBlocked', { parcel })}
          </li>
        ))}
      </ul>
    </AlertBox>
  )
}
