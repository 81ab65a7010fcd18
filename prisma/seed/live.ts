import { isRefusal } from '@/lib/kernel/refusal'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { recordCall } from '@/lib/modules/orders/record-call'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { systemActor } from '@/lib/platform/auth/actors'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { atWork, later } from '@/prisma/seed/calendar'
import type { DemoCompany } from '@/prisma/seed/company'
import type { DemoOrder, Incoming } from '@/prisma/seed/orders'
import { Dice } from '@/prisma/seed/random'

const pageSize = 500
const tickHours = 3

/** Something somebody does with one order at some time of the company's last days. */
type Deed = { at: Date; run: (now: Date) => Promise<void> }
type Parcel = { order: DemoOrder; fulfilmentId: string; carrierCode: string; trackingNo: string; shippedAt: Date }

/** What the channels knew before the company moved in, in one go. */
export async function takeHistory(tenantId: string, orders: readonly DemoOrder[], joined: Date): Promise<void> {
  await ingest(
    await systemActor(tenantId),
    orders.map((o) => [o.shopCode, o.incoming] as const),
    joined,
  )
}

/**
 * The last days played through, three hours at a time: orders arrive, customer service works them off, the drain reserves,
 * the warehouse ships, carriers report. Everything goes through the use cases, each at its own moment.
 */
export class LiveDays {
  private readonly ids = new Map<string, string>()
  private readonly parcels: Parcel[] = []
  private deeds: Deed[] = []
  private readonly company: DemoCompany
  private readonly system: Actor

  constructor(company: DemoCompany, system: Actor) {
    this.company = company
    this.system = system
  }

  async play(orders: readonly DemoOrder[], joined: Date, onTick: (now: Date) => Promise<void>): Promise<void> {
    const { anchor } = this.company
    let waiting = [...orders]
    for (let tick = joined; tick < anchor; tick = later(tick, tickHours)) {
      const until = new Date(Math.min(later(tick, tickHours).getTime(), anchor.getTime()))
      const arrived = waiting.filter((o) => o.createdAt <= until)
      waiting = waiting.filter((o) => o.createdAt > until)
      await this.arrive(arrived, until)
      await onTick(until)
      await this.doDue(until)
      await run(allocateOrders, this.system, {}, { now: until })
      await this.planParcels(orders, until)
    }
    await this.track()
  }

  private async arrive(orders: readonly DemoOrder[], now: Date): Promise<void> {
    const taken = await ingest(
      this.system,
      orders.map((o) => [o.shopCode, o.incoming] as const),
      now,
    )
    for (const [key, id] of taken) this.ids.set(key, id)
    for (const order of orders) this.plan(order, now)
  }

  /** What customer service will do with the order, in its working hours; what lies after today has not happened yet. */
  private plan(order: DemoOrder, arrived: Date): void {
    const orderId = this.ids.get(keyOf(order)) ?? ''
    const { service } = this.company
    const dice = diceOf(order)
    const reviewAt = atWork(later(arrived, dice.whole(5, 150) / 60), 9, 21)
    const deed = (at: Date, what: (now: Date) => Promise<unknown>) =>
      this.deeds.push({ at, run: async (now) => void (await unlessDone(() => what(now))) })
    const review = (at: Date, decision: 'approve' | 'contact' | 'invalid', reason = '') =>
      deed(at, (now) => run(reviewOrder, service, { orderId, decision, reason }, { now }))
    switch (order.fate) {
      case 'work':
      case 'readdressed':
        review(reviewAt, 'approve')
        if (order.fate === 'readdressed')
          deed(later(reviewAt, 4), (now) =>
            this.changed(
              order,
              { address: { ...order.incoming.address, line1: `${order.incoming.address.line1}（新址）` } },
              now,
            ),
          )
        break
      case 'held_approved':
        review(reviewAt, 'approve')
        deed(later(reviewAt, 0.02), (now) => run(holdOrder, service, { orderId, note: '买家要求下周再发' }, { now }))
        break
      case 'held':
        deed(reviewAt, (now) => run(holdOrder, service, { orderId, note: '与买家确认颜色后再审' }, { now }))
        break
      case 'contact':
      case 'contact_approved':
        review(reviewAt, 'contact', '地址与以往不同，电话核实')
        deed(later(reviewAt, 0.6), (now) =>
          run(
            recordCall,
            service,
            { orderId, result: 'no_answer', nextCallAt: this.nextCall(dice, now), note: '响铃无人接听' },
            { now },
          ),
        )
        if (order.fate === 'contact_approved') {
          deed(later(reviewAt, 5), (now) =>
            run(recordCall, service, { orderId, result: 'confirmed', note: '地址无误' }, { now }),
          )
          review(later(reviewAt, 5.05), 'approve')
        }
        break
      case 'invalid':
        review(reviewAt, 'invalid', '重复下单，买家已确认')
        break
      case 'cancelled_early':
        deed(reviewAt, (now) => run(cancelOrder, service, { orderId, reason: '买家不想要了' }, { now }))
        break
      case 'cancelled_late':
        review(reviewAt, 'approve')
        deed(later(reviewAt, 3.2), (now) => run(cancelOrder, service, { orderId, reason: '买家改选其他颜色' }, { now }))
        break
      case 'cancelled_by_channel':
        deed(reviewAt, (now) => this.changed(order, { status: 'cancelled' }, now))
        break
    }
  }

  private async doDue(until: Date): Promise<void> {
    const due = this.deeds.filter((d) => d.at <= until).sort((a, b) => a.at.getTime() - b.at.getTime())
    this.deeds = this.deeds.filter((d) => d.at > until)
    for (const { at, run: perform } of due) await perform(at)
  }

  /** The channel tells the order anew. */
  private async changed(order: DemoOrder, change: Partial<Incoming>, now: Date): Promise<void> {
    await ingest(this.system, [[order.shopCode, { ...order.incoming, ...change, modifiedAt: now.toISOString() }]], now)
  }

  /** Some of the next calls are due by now, others still to come. */
  private nextCall(dice: Dice, now: Date): string {
    const { anchor } = this.company
    const soon = atWork(later(now, 4), 9, 20)
    return (later(soon, 24) < anchor ? atWork(later(anchor, dice.whole(-3, 20)), 9, 20) : soon).toISOString()
  }

  /** What was reserved in this tick leaves at the next opening of the warehouse; about one in eight lies a day longer. */
  private async planParcels(orders: readonly DemoOrder[], now: Date): Promise<void> {
    const byId = new Map(orders.map((o) => [this.ids.get(keyOf(o)) ?? '', o]))
    for (const { id, order_id } of await parcelsOf(this.company.tenantId, now)) {
      const order = byId.get(order_id)
      // Cancelled, readdressed and held ones are somebody's business before they could leave.
      if (!order || ['cancelled_late', 'readdressed', 'held_approved'].includes(order.fate)) continue
      const dice = diceOf(order)
      const abroad = order.shopCode === 'amazon'
      const carrierCode = abroad
        ? dice.pick(['yunexpress', '4px', 'yanwen'])
        : dice.pick(['sf', 'zto', 'yto', 'sto', 'yunda', 'jtexpress'])
      const shippedAt = atWork(later(now, dice.chance(0.12) ? dice.whole(24, 30) : dice.whole(60, 900) / 60), 10, 18)
      const parcel = { order, fulfilmentId: id, carrierCode, trackingNo: trackingNo(dice, carrierCode), shippedAt }
      this.parcels.push(parcel)
      const { packer } = this.company
      const input = { fulfilmentId: id, carrierCode, trackingNo: parcel.trackingNo }
      this.deeds.push({
        at: shippedAt,
        run: async (at) => void (await unlessDone(() => run(shipFulfilment, packer, input, { now: at }))),
      })
    }
  }

  /** Carriers report in batches; the same report twice has one effect. */
  private async track(): Promise<void> {
    const { anchor } = this.company
    const events = this.parcels.filter((p) => p.shippedAt <= anchor).flatMap((p) => journey(diceOf(p.order), p))
    const due = events.filter((e) => new Date(e.at) <= anchor).sort((a, b) => (a.at < b.at ? -1 : 1))
    for (let i = 0; i < due.length; i += pageSize) {
      const page = due.slice(i, i + pageSize)
      await run(recordTracking, this.system, { events: page }, { now: new Date(page.at(-1)?.at ?? anchor) })
    }
  }
}

function keyOf(order: { shopCode: string; incoming: Incoming }): string {
  return `${order.shopCode} ${order.incoming.channelOrderNo}`
}

/** Pages of one shop each, through the one way in; the ids by shop and number. */
async function ingest(
  actor: Actor,
  orders: readonly (readonly [shopCode: string, order: Incoming])[],
  now: Date,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const shopCode of new Set(orders.map(([code]) => code))) {
    const mine = orders.filter(([code]) => code === shopCode).map(([, order]) => order)
    for (let i = 0; i < mine.length; i += pageSize) {
      const { results } = await run(ingestOrders, actor, { shopCode, orders: mine.slice(i, i + pageSize) }, { now })
      for (const { channelOrderNo, outcome, orderId, error } of results) {
        if (outcome === 'rejected' || !orderId) throw new Error(`a demo order was rejected: ${JSON.stringify(error)}`)
        ids.set(`${shopCode} ${channelOrderNo}`, orderId)
      }
    }
  }
  return ids
}

/**
 * A seed that goes on after it was cut off meets orders that are further along already, and an order may be held by what the house
 * itself suspects; anything else is a fault.
 */
async function unlessDone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (e) {
    if (!isRefusal(e) || !['illegal_transition', 'already_shipped', 'on_hold'].includes(e.code)) throw e
  }
}

/** What was reserved at that moment, shipped or not by now: shipping again with the same number has no second effect. */
async function parcelsOf(tenantId: string, at: Date): Promise<{ id: string; order_id: string }[]> {
  const { rows } = await inTenant(tenantId, 'read', (client) =>
    client.query<{ id: string; order_id: string }>(
      `select distinct f.id, l.order_id from fulfilments f join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = f.id
        where f.tenant_id = $1 and f.created_at = $2 and f.state <> 'cancelled' order by f.id`,
      [tenantId, at],
    ),
  )
  return rows
}

/** Each order has dice of its own, so that what happens to it does not hang on what happened to the others. */
function diceOf(order: DemoOrder): Dice {
  return new Dice(
    [...order.incoming.channelOrderNo].reduce((seed, sign) => Math.imul(seed, 31) + sign.charCodeAt(0), 7),
  )
}

function trackingNo(dice: Dice, carrier: string): string {
  const prefixes: Readonly<Record<string, string>> = {
    sf: 'SF1',
    zto: '78',
    yto: 'YT8',
    sto: '77',
    yunda: '43',
    jtexpress: 'JT5',
    yunexpress: 'YT2',
    '4px': '4PX3',
    yanwen: 'UG',
  }
  return `${prefixes[carrier] ?? ''}${dice.digits(12)}`
}

function journey(dice: Dice, { order, carrierCode, trackingNo: no, shippedAt }: Parcel) {
  const abroad = order.shopCode === 'amazon'
  const { city } = order.incoming.address
  const stretch = abroad ? 4 : 1
  const steps: (readonly [
    hours: number,
    status: 'in_transit' | 'out_for_delivery' | 'delivered' | 'exception',
    place: string,
    text: string,
  ])[] = [
    [dice.whole(1, 4), 'in_transit', '杭州市', '快件已揽收'],
    [
      dice.whole(6, 14) * stretch,
      'in_transit',
      abroad ? 'Shanghai' : '杭州转运中心',
      abroad ? 'Departed from facility' : '快件离开转运中心',
    ],
    ...(dice.chance(0.03)
      ? ([[dice.whole(20, 28) * stretch, 'exception', city, '地址不详，已联系收件人']] as const)
      : []),
    [dice.whole(30, 44) * stretch, 'out_for_delivery', city, abroad ? 'Out for delivery' : '快递员正在派件'],
    [dice.whole(45, 60) * stretch, 'delivered', city, abroad ? 'Delivered, front door' : '已签收，感谢使用'],
  ]
  return steps.map(([hours, status, place, text]) => ({
    carrierCode,
    trackingNo: no,
    at: later(shippedAt, hours).toISOString(),
    status,
    place,
    text,
  }))
}
