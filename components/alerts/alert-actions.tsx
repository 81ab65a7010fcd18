'use client'

import { AlarmClock, ClipboardList, EyeOff, ListChecks, PackagePlus, Route, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Menu, type MenuEntry } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { type AlertView, isShort } from '@/lib/modules/purchasing/schema'

export type AlertRights = { snooze: boolean; settle: boolean; transfer: boolean; receive: boolean }
type Act = (input: unknown) => Promise<ActionResult<AlertView>>
type Props = {
  alert: AlertView
  warehouses: Readonly<Record<string, string>>
  rights: AlertRights
  actions: { snooze: Act; settle: Act; transfer: Act }
}

const days = [1, 7, 30]

/** What can be done about an alert: move goods there, note them to be restocked, receive them, set it aside, put it off. */
export function AlertActions({ alert, warehouses, rights, actions }: Props) {
  const t = useTranslations('alerts')
  const router = useRouter()
  const alertId = alert.id
  const { giver, need } = alert.figures
  const snooze = useAction(actions.snooze, () => {
    toast.success(t(alert.snoozedUntil ? 'woken' : 'snoozed'))
    router.refresh()
  })
  const settle = useAction(actions.settle, ({ deeds }) => {
    toast.success(t(deeds.length < alert.deeds.length ? 'deed.takenBack' : 'deed.noted'))
    router.refresh()
  })
  const transfer = useAction(actions.transfer, ({ deeds }) => {
    const deed = deeds.findLast((one) => one.transferId)
    toast.success(t('suggest.created', { number: deed?.transferNumber ?? '' }))
    if (deed?.transferId) router.push(`/stock/transfers/${deed.transferId}`)
  })
  if (alert.snoozedUntil)
    return (
      <span className="flex items-center gap-2">
        <TimeCell value={alert.snoozedUntil} exact className="text-muted" />
        <Button size="sm" pending={snooze.pending} onClick={() => snooze.run({ alertId, days: 0 })}>
          {t('wake')}
        </Button>
      </span>
    )
  const short = isShort(alert.kind)
  const moving = alert.deeds.some(({ transferState: state }) => state === 'draft' || state === 'in_transit')
  const last = alert.deed
  const entries: MenuEntry[] = []
  if (rights.transfer && giver && !moving)
    entries.push({
      ...{ key: 'transfer', icon: <Route /> },
      label: t('deed.move', {
        warehouse: warehouses[giver.warehouseCode] ?? giver.warehouseCode,
        units: giver.quantity,
      }),
      onSelect: () => transfer.run({ alertId }),
    })
  if (rights.settle && short && last?.kind !== 'restock')
    entries.push({
      ...{ key: 'restock', icon: <ClipboardList /> },
      label: t('deed.toRestock', { units: need ?? 0 }),
      onSelect: () => settle.run({ alertId, deed: 'restock' }),
    })
  if (rights.receive && short) {
    const asked = new URLSearchParams({
      sku: alert.skuCode,
      ...(alert.warehouseCode && { warehouse: alert.warehouseCode }),
    })
    const href = `/stock/receive?${asked}`
    entries.push({ kind: 'link', key: 'receive', icon: <PackagePlus />, label: t('deed.receive'), href })
  }
  if (rights.settle && last?.kind !== 'aside')
    entries.push({
      ...{ key: 'aside', icon: <EyeOff />, label: t('deed.setAside') },
      onSelect: () => settle.run({ alertId, deed: 'aside' }),
    })
  // A transfer on its way is taken back where it is, by cancelling it.
  if (rights.settle && last && !(last.kind === 'transfer' && moving))
    entries.push({
      ...{ key: 'none', icon: <Undo2 />, label: t('deed.takeBack') },
      onSelect: () => settle.run({ alertId, deed: 'none' }),
    })
  if (rights.snooze) {
    if (entries.length > 0) entries.push({ kind: 'separator', key: 'later' })
    for (const n of days)
      entries.push({
        ...{ key: String(n), icon: <AlarmClock />, label: t('snoozeFor', { days: n }) },
        onSelect: () => snooze.run({ alertId, days: n }),
      })
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button
          size="sm"
          pending={snooze.pending || settle.pending || transfer.pending}
          aria-label={`${t('act')}: ${alert.skuCode}`}
        >
          <ListChecks />
          {t('act')}
        </Button>
      }
      entries={entries}
    />
  )
}
