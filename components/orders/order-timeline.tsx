import {
  ArrowRight,
  Flag,
  type LucideIcon,
  PackageCheck,
  Pause,
  Phone,
  Play,
  RadioTower,
  ScanLine,
  StickyNote,
  Truck,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { flagColours } from '@/lib/kernel/flag-colours'
import type { ActivityView } from '@/lib/modules/orders/schema'
import { holdCodes, orderStates } from '@/lib/modules/orders/states'
import type { ParcelWork } from '@/lib/modules/warehouse/schema'
import { operations } from '@/lib/modules/warehouse/states'

const ICONS: Record<string, LucideIcon> = {
  state: ArrowRight,
  hold: Pause,
  release: Play,
  note: StickyNote,
  call: Phone,
  channel: RadioTower,
  allocation: PackageCheck,
  flag: Flag,
  shipment: Truck,
  floor: ScanLine,
}

type Texts = ReturnType<typeof useTranslations<'orders'>>

type Names = Readonly<Record<string, string>>

function What({ event, t, names }: { event: ActivityView; t: Texts; names: Names }) {
  const { data, kind } = event
  if (kind === 'state') {
    const to = orderStates.states.find((state) => state === data.to)
    return to ? <OrderStateBadge state={to} /> : null
  }
  if ((kind === 'hold' || kind === 'release') && typeof data.parcel === 'string')
    return t(kind === 'hold' ? 'activity.blocked' : 'activity.unblocked', { parcel: data.parcel })
  if (kind === 'hold' || kind === 'release') {
    const code = holdCodes.find((known) => known === data.code)
    return t(`activity.${kind}`, { hold: code ? t(`hold.${code}`) : String(data.code ?? '') })
  }
  if (kind === 'call') {
    const key = `call.results.${String(data.result)}`
    return t('activity.call', { result: t.has(key) ? t(key as 'call.results.busy') : '' })
  }
  if (kind === 'shipment' && typeof data.operation === 'string') {
    const key = `activity.regroup.${data.operation}`
    const list = (value: unknown) => (Array.isArray(value) ? value.join(' + ') : '')
    return t(t.has(key) ? (key as 'activity.regroup.split') : 'activity.regroup.other', {
      from: list(data.from),
      to: list(data.to),
    })
  }
  if (kind === 'shipment' && data.lost)
    return t(data.lost === 'blocked' ? 'activity.lostBlocked' : 'activity.lost', { parcel: String(data.parcel ?? '') })
  if (kind === 'shipment')
    return t(data.undone ? 'activity.unshipment' : 'activity.shipment', { trackingNo: String(data.trackingNo ?? '') })
  if (kind === 'allocation' && data.operation === 'move')
    return t('activity.moved', {
      parcel: String(data.parcel ?? ''),
      warehouse: names[String(data.warehouseCode)] ?? String(data.warehouseCode),
    })
  if (kind === 'allocation' && typeof data.warehouseCode === 'string')
    return t('activity.rerouted', { warehouse: names[data.warehouseCode] ?? data.warehouseCode })
  if (kind === 'allocation' && (data.operation === 'taken' || data.operation === 'given'))
    return t(data.operation === 'taken' ? 'activity.goodsTaken' : 'activity.goodsGiven', {
      order: String(data.order ?? ''),
    })
  if (kind === 'allocation' && data.operation === 'plan') return t('activity.byPlan')
  if (kind === 'allocation' && data.operation === 'rules') {
    const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
    return t('activity.byRules', {
      version: Number(data.version),
      places: list(data.warehouseCodes)
        .map((place) => names[place] ?? place)
        .join(' + '),
    })
  }
  if (kind === 'allocation' && data.operation === 'undone')
    return t('activity.workUndone', { what: String(data.undone) })
  if (kind === 'flag' && typeof data.payment === 'string')
    return t(data.whole ? 'activity.paid' : 'activity.payment', {
      amount: data.payment,
      currency: String(data.currency ?? ''),
    })
  if (kind === 'flag' && typeof data.gift === 'string') {
    const quantity = Number(data.quantity)
    return t(quantity > 0 ? 'activity.gift' : 'activity.giftRemoved', { sku: data.gift, quantity: Math.abs(quantity) })
  }
  if (kind === 'flag' && typeof data.sealed === 'boolean')
    return t(data.sealed ? 'activity.sealed' : 'activity.unsealed')
  if (kind === 'flag' && typeof data.promised === 'string') return t('activity.promised', { pool: data.promised })
  if (kind === 'flag' && typeof data.presale === 'boolean')
    return t(data.presale ? 'activity.presale' : 'activity.notPresale')
  const mark = kind === 'flag' ? markOf(data, t) : null
  if (mark) return mark
  if (kind === 'note' && data.edited) return t('activity.noteEdited')
  if (kind === 'flag' && typeof data.paidBack === 'boolean')
    return t(data.paidBack ? 'activity.paidBack' : 'activity.notPaidBack')
  if (kind === 'flag' && typeof data.urgent === 'boolean')
    return t(data.urgent ? 'activity.urgent' : 'activity.notUrgent')
  if (kind === 'channel')
    return t(
      data.lines
        ? 'activity.channelLines'
        : data.address
          ? 'activity.channelAddress'
          : data.note
            ? 'activity.channelNote'
            : 'activity.channel',
    )
  if (kind === 'floor') {
    const operation = operations.find((known) => known === data.operation)
    const of = { parcel: String(data.parcel ?? ''), sku: String(data.skuCode ?? ''), quantity: Number(data.quantity) }
    return operation ? t(`activity.floor.${operation}`, of) : null
  }
  const key = `activity.${kind}`
  return t.has(key) ? t(key as 'activity.note') : kind
}

/** Flags, tags and assignees; null for what else is called a flag. */
function markOf(data: ActivityView['data'], t: Texts): string | null {
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
  const [tagged, untagged] = [list(data.tagged), list(data.untagged)]
  if (tagged.length > 0 || untagged.length > 0)
    return [
      ...(tagged.length > 0 ? [t('activity.tagged', { tags: tagged.join(', ') })] : []),
      ...(untagged.length > 0 ? [t('activity.untagged', { tags: untagged.join(', ') })] : []),
    ].join(' · ')
  if ('assignee' in data)
    return data.assignee === null ? t('activity.unassigned') : t('activity.assigned', { name: String(data.assignee) })
  if (typeof data.flag !== 'string') return null
  const colour = flagColours.find((one) => one === data.flag)
  return colour ? t('activity.flagged', { colour: t(`flag.${colour}`) }) : t('activity.unflagged')
}

/** Reasons of the house are codes, those of people are their own words. */
function reasonOf(event: ActivityView, t: Texts): string {
  if (event.reason === '' || !/^[a-z_]+$/.test(event.reason)) return event.reason
  const key = `activityReason.${event.reason}`
  return t.has(key) ? t(key as 'activityReason.short') : event.reason
}

type Props = { activity: readonly ActivityView[]; work: readonly ParcelWork[]; warehouseNames: Names }

/** What was done with a parcel at the stations; units one after the other by one person are told together. */
function floorEvents({ number, trace }: ParcelWork): ActivityView[] {
  const events: ActivityView[] = []
  for (const [i, step] of trace.entries()) {
    if (step.verdict !== 'ok' || step.operation === 'short') continue
    const { operation, skuCode, quantity, person, station, at } = step
    const last = events.at(-1)
    const same = last?.data.operation === operation && last.data.skuCode === skuCode && last.reason === station
    if (last && same && last.actor === person) last.data.quantity = Number(last.data.quantity) + quantity
    else
      events.push({
        ...{ seq: i, kind: 'floor', at, actor: person, reason: station },
        data: { operation, parcel: number, skuCode, quantity },
      })
  }
  return events
}

const newestFirst = (a: ActivityView, b: ActivityView) => (a.at === b.at ? b.seq - a.seq : a.at < b.at ? 1 : -1)

/** All that happened to the order, newest first: what, who, when, why. */
export function OrderTimeline({ activity, work, warehouseNames }: Props) {
  const t = useTranslations('orders')
  const w = useTranslations('ruleWords')
  const actorOf = ({ actor, data }: ActivityView) => {
    const rule = data.rule as { version: number; by?: string } | undefined
    if (rule) return [w('trace.by', { name: actor, version: rule.version }), ...(rule.by ? [rule.by] : [])].join(' · ')
    return actor === 'system' ? t('activityReason.system') : actor
  }
  return (
    <Card title={t('activity.title')}>
      <ol className="flex flex-col">
        {[...activity, ...work.flatMap(floorEvents)].sort(newestFirst).map((event) => {
          const Icon = ICONS[event.kind] ?? Flag
          const reason = warehouseNames[event.reason] ?? reasonOf(event, t)
          return (
            <li key={`${event.kind} ${event.seq} ${event.at}`} className="group relative flex gap-3 pb-4 last:pb-0">
              <span aria-hidden="true" className="absolute top-6 bottom-0 left-3 w-px bg-line group-last:hidden" />
              <span className="relative flex size-6 shrink-0 items-center justify-center rounded-full border border-line bg-surface text-muted">
                <Icon aria-hidden="true" className="size-3.5" />
              </span>
              <div className="min-w-0 pt-0.5 text-sm">
                <div>
                  <What event={event} t={t} names={warehouseNames} />
                </div>
                {reason ? <p className="wrap-break-word text-muted">{reason}</p> : null}
                <p className="text-xs text-muted">
                  {actorOf(event)} · <TimeCell value={event.at} />
                </p>
              </div>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
