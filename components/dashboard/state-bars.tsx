import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ordersHref } from '@/components/reports/orders-href'
import { OrderStateBadge } from '@/components/table/state-badge'
import { orderStateLook } from '@/components/table/state-tones'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { toneDot } from '@/components/ui/tone'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Counted } from '@/lib/modules/reports/schema'
import { CountText } from './count-text'

/** Two scales: beside a hundred thousand delivered orders the twelve that wait would have no bar at all. */
const groups = {
  open: ['pending_review', 'awaiting_contact', 'approved', 'awaiting_purchase', 'awaiting_shipment'],
  done: ['shipped', 'delivered', 'cancelled', 'invalid'],
} as const satisfies Record<string, readonly OrderState[]>

/** Where the orders stand, as lying bars from the first state to the last; each opens its orders. */
export function StateBars({ states, all }: { states: Record<OrderState, Counted>; all: Counted }) {
  const t = useTranslations('dashboard.states')
  return (
    <Card
      title={t('title')}
      aside={
        <Link
          href={ordersHref({})}
          prefetch={false}
          className="rounded-sm text-muted hover:text-accent-text hover:underline"
        >
          {t.rich('all', { n: () => <CountText {...all} /> })}
        </Link>
      }
    >
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        {(['open', 'done'] as const).map((group) => (
          <div key={group} className="min-w-0">
            <h3 className="mb-1.5 text-xs text-muted">{t(group)}</h3>
            <ul>
              {groups[group].map((state) => (
                <li key={state}>
                  <StateBar
                    state={state}
                    count={states[state]}
                    most={Math.max(1, ...groups[group].map((one) => states[one].n))}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Card>
  )
}

function StateBar({ state, count, most }: { state: OrderState; count: Counted; most: number }) {
  return (
    <Link
      href={ordersHref({ state })}
      prefetch={false}
      className="-mx-2 grid min-h-9 grid-cols-[8.5rem_minmax(0,1fr)_auto] items-center gap-3 rounded-md px-2 hover:bg-hover"
    >
      <OrderStateBadge state={state} />
      <span aria-hidden="true" className="h-2.5 overflow-hidden rounded-sm bg-hover">
        {count.n > 0 ? (
          <span
            className={cn('block h-full min-w-0.5 rounded-sm', toneDot[orderStateLook[state].tone])}
            style={{ width: `${(count.n / most) * 100}%` }}
          />
        ) : null}
      </span>
      <span className="min-w-10 text-right text-sm font-medium">
        <CountText {...count} />
      </span>
    </Link>
  )
}
