import { getTranslations } from 'next-intl/server'
import { StatusTabs } from '@/components/table/status-tabs'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'

const tabs = [
  { key: 'log', href: '/shipping/prints', permission: 'print.list' },
  { key: 'waybills', href: '/shipping/prints/waybills', permission: 'waybill.list' },
  { key: 'pools', href: '/shipping/prints/pools', permission: 'waybill-pool.list' },
  { key: 'settings', href: '/shipping/prints/settings', permission: 'print-settings.get' },
] as const

export async function PrintTabs({ current }: { current: (typeof tabs)[number]['key'] }) {
  const [actor, t] = await Promise.all([requireActor(), getTranslations('prints.tabs')])
  const open = tabs.filter((tab) => may(actor, tab.permission))
  return <StatusTabs current={current} items={open.map(({ key, href }) => ({ key, href, label: t(key) }))} />
}
