import { getTranslations } from 'next-intl/server'
import { StatusTabs } from '@/components/table/status-tabs'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'

const tabs = [
  { key: 'balances', href: '/stock', permission: 'stock.list' },
  { key: 'bins', href: '/stock/bins', permission: 'stock.bins' },
  { key: 'receive', href: '/stock/receive', permission: 'stock.receive' },
  { key: 'putAway', href: '/stock/put-away', permission: 'stock.put-away' },
  { key: 'transfers', href: '/stock/transfers', permission: 'transfer.list' },
  { key: 'stocktakes', href: '/stock/stocktakes', permission: 'stocktake.list' },
  { key: 'assemblies', href: '/stock/assemblies', permission: 'assembly.list' },
  { key: 'pools', href: '/stock/pools', permission: 'pool.list' },
  { key: 'batches', href: '/stock/batches', permission: 'batch.list' },
  { key: 'serials', href: '/stock/serials', permission: 'serial.list' },
  { key: 'movements', href: '/stock/movements', permission: 'stock.movements' },
  { key: 'value', href: '/stock/value', permission: 'stock.value' },
  { key: 'adjust', href: '/stock/adjust', permission: 'stock.adjust' },
  { key: 'alerts', href: '/stock/alerts', permission: 'alert.list' },
  { key: 'suggest', href: '/stock/transfers/suggestions', permission: 'transfer.suggest' },
  { key: 'low', href: '/stock/low', permission: 'stock.low' },
] as const

/** The parts of the stock pages, each only to who may call the use case behind it. */
export async function StockTabs({ current }: { current: (typeof tabs)[number]['key'] }) {
  const [actor, t] = await Promise.all([requireActor(), getTranslations('stock')])
  const open = tabs.filter((tab) => may(actor, tab.permission))
  return <StatusTabs current={current} items={open.map(({ key, href }) => ({ key, href, label: t(`tabs.${key}`) }))} />
}
