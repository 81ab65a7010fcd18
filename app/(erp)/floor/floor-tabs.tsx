import { getTranslations } from 'next-intl/server'
import { StatusTabs } from '@/components/table/status-tabs'
import { may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'

const tabs = [
  { key: 'board', href: '/floor', permission: 'floor.board' },
  { key: 'waves', href: '/floor/waves', permission: 'wave.list' },
  { key: 'shortages', href: '/floor/shortages', permission: 'shortage.list' },
  { key: 'replenishment', href: '/floor/replenishment', permission: 'replenishment.list' },
  { key: 'handOvers', href: '/floor/hand-overs', permission: 'hand-over.list' },
  { key: 'output', href: '/floor/output', permission: 'work.output' },
  { key: 'cartons', href: '/floor/cartons', permission: 'carton.list' },
  { key: 'stations', href: '/floor/stations', permission: 'station.list' },
] as const

export async function FloorTabs({ current }: { current: (typeof tabs)[number]['key'] }) {
  const [actor, t] = await Promise.all([requireActor(), getTranslations('floor')])
  const open = tabs.filter((tab) => may(actor, tab.permission))
  return <StatusTabs current={current} items={open.map(({ key, href }) => ({ key, href, label: t(`tabs.${key}`) }))} />
}
