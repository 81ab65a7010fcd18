import type { getTranslations } from 'next-intl/server'
import type { ListTaste } from '@/components/table/list-taste'
import type { StatusTab } from '@/components/table/status-tabs'
import type { OrderState } from '@/lib/modules/orders/states'

type Count = { n: number; capped: boolean }
type Counts = { all: Count; held: Count; states: Record<OrderState, Count> }
type Texts = Awaited<ReturnType<typeof getTranslations<'orders'>>>

/** In the sequence in which an order walks through them; what went wrong stands at the end. */
const sequence: readonly OrderState[] = [
  'pending_review',
  'awaiting_contact',
  'approved',
  'awaiting_purchase',
  'awaiting_shipment',
  'shipped',
  'delivered',
  'invalid',
  'cancelled',
]

/** The tabs of the list. Other filters stay when one is chosen; the figures are then left out, for they count without them. */
export function orderTabs(params: Record<string, string>, counts: Counts | null, t: Texts, taste: ListTaste) {
  const { state, hold, cursor, limit, ...kept } = params
  const onlyShop = Object.keys(kept).every((key) => key === 'shopCode') && (!hold || hold === 'any')
  const tab = (key: string, label: string, own: Record<string, string>, count: Count | undefined): StatusTab => {
    const query = new URLSearchParams({ ...kept, ...own }).toString()
    const figure = onlyShop && count ? { count: count.n, capped: count.capped } : {}
    return { key, label, href: query ? `/orders?${query}` : '/orders', ...figure }
  }
  const tabs: StatusTab[] = [
    // Where a view of one's own opens first, all orders need an address of their own.
    tab('all', t('tab.all'), taste.defaultView ? { view: 'all' } : {}, counts?.all),
    ...sequence.map((key) => tab(key, t(`state.${key}`), { state: key }, counts?.states[key])),
    { ...tab('held', t('tab.held'), { hold: 'any' }, counts?.held), alarm: true },
  ]
  const current = taste.current?.id ?? state ?? (hold === 'any' ? 'held' : 'all')
  return { tabs, current, narrowed: Object.keys(params).some((key) => key !== 'cursor' && key !== 'limit') }
}
