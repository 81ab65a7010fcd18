import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { receiveReturn } from '@/lib/modules/aftersales/receive-return'
import { undoReturnReceipt } from '@/lib/modules/aftersales/undo-return-receipt'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { addGift } from '@/lib/modules/orders/add-gift'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { deliverOrder } from '@/lib/modules/orders/deliver-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { recordTracking } from '@/lib/modules/orders/record-tracking'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { removeGift } from '@/lib/modules/orders/remove-gift'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unapproveOrder } from '@/lib/modules/orders/unapprove-order'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { run } from '@/lib/platform/door/run'
import { skus } from '@/tests/property/model/clerk'
import type { Word } from '@/tests/property/model/order'
import type { Seen, SeenParcel } from '@/tests/property/model/seen'
import {
  type Gift,
  type Order,
  type Parcel,
  type Return,
  type Step,
  type Stock,
  ways,
} from '@/tests/property/model/steps'
import type { World } from '@/tests/property/model/world'
import { incoming } from '@/tests/support/shop'

type Sent = { id: string; lineId: string; open: number }

/** The house itself, asked by its use cases as persons, channels and carriers ask it; answers in the clerks' words. */
export class Real {
  private readonly ids = new Map<number, string>()
  private readonly gifts = new Map<number, string[]>()
  private readonly sent: Sent[] = []
  private readonly requests = new Map<string, string>()
  /** Of returned goods, those that stand; the oldest first. */
  private readonly receipts: { returnRequestId: string; receiptId: string }[] = []
  private moment = Date.UTC(2026, 10, 11, 1)

  constructor(
    private readonly world: World,
    private readonly look: () => Promise<Seen>,
  ) {}

  do(step: Step, before: Seen): Promise<string> {
    const { system } = this.world
    switch (step.kind) {
      case 'receive':
      case 'find':
      case 'lose':
      case 'move':
      case 'send':
      case 'arrive':
      case 'keep':
        return this.stock(step)
      case 'allocate':
        return code(run(allocateOrders, system, {}))
      case 'give':
      case 'takeBack':
        return this.gift(step)
      case 'giveBack':
      case 'returnAndBack':
        return this.giveBack(step, before)
      case 'unreturn':
        return this.unreturn(step.at)
      case 'hear':
      case 'decide':
      case 'hold':
      case 'release':
      case 'unsplit':
        return this.order(step)
      default:
        return this.ids.has(step.no) ? this.parcel(step, before) : Promise.resolve(strangeTo(step))
    }
  }

  /** The parcel that a step means: the same that the clerks mean. */
  pick(before: Seen, no: number, at: number, state?: string): SeenParcel | undefined {
    const own = before.parcels.filter((p) => p.nos.includes(no) && (!state || p.state === state))
    const looks = [...new Set(own.map((p) => p.look))].sort()
    return own.find((p) => p.look === looks[at % Math.max(1, looks.length)])
  }

  private async stock(step: Stock): Promise<string> {
    const { owner, system, mark } = this.world
    if (step.kind === 'keep') {
      // Tomorrow's midnight: everything that follows is dated before that snapshot and has to correct it.
      return code(run(snapshotStock, system, {}, { now: new Date(Date.now() + 86_400_000) }))
    }
    if (step.kind === 'arrive') return this.arrive(step)
    const { quantity } = step
    const skuCode = `${step.sku}-${mark}`
    if (step.kind === 'receive') {
      const unitCost = `${Math.floor(step.cost / 10_000)}.${String(step.cost % 10_000).padStart(4, '0')}`
      return code(run(receiveStock, owner, { warehouseCode: step.place, lines: [{ skuCode, quantity, unitCost }] }))
    }
    if (step.kind === 'move') {
      const [fromBin, toBin] = ways[step.way].map((bin) => (bin === 'DEFAULT' ? bin : `${bin}-${mark}`))
      return broken(run(moveStock, owner, { warehouseCode: 'HZ', lines: [{ skuCode, fromBin, toBin, quantity }] }))
    }
    if (step.kind === 'send') {
      const lines = [{ skuCode, quantity }]
      const made = await run(createTransfer, owner, { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines })
      const answer = await code(run(shipTransfer, owner, { transferId: made.id }))
      if (answer === 'ok') this.sent.push({ id: made.id, lineId: made.lines[0]?.id ?? '', open: quantity })
      return answer
    }
    const lines = [{ skuCode, quantity: step.kind === 'lose' ? -quantity : quantity }]
    return broken(run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'walk', lines }))
  }

  /** In full, in part, over or short. */
  private async arrive({ at, quantity, finish }: Extract<Stock, { kind: 'arrive' }>): Promise<string> {
    const open = this.sent.filter((t) => t.open > 0)
    const transfer = open[at % Math.max(1, open.length)]
    if (!transfer) return 'not_found'
    const lines = [{ lineId: transfer.lineId, quantity }]
    transfer.open = finish ? 0 : Math.max(0, transfer.open - quantity)
    return code(run(receiveTransfer, this.world.owner, { transferId: transfer.id, lines, finish, reason: 'walk' }))
  }

  private async order(step: Order): Promise<string> {
    const { owner, orders } = this.world
    if (step.kind === 'hear') {
      const { results } = await run(ingestOrders, owner, { shopCode: 'tmall', orders: [this.payload(step)] })
      const [result] = results
      if (result?.orderId) {
        this.ids.set(step.no, result.orderId)
        orders.set(result.orderId, step.no)
      }
      return result?.outcome ?? 'nothing'
    }
    const orderId = this.ids.get(step.no)
    if (!orderId) return 'not_found'
    if (step.kind === 'hold') return code(run(holdOrder, owner, { orderId, note: 'walk' }))
    if (step.kind === 'release') return code(run(releaseHold, owner, { orderId, code: step.code }))
    if (step.kind === 'unsplit') return code(run(unsplitOrder, owner, { orderId }))
    if (step.to === 'pending_review') return code(run(unapproveOrder, owner, { orderId }))
    if (step.to === 'cancelled') return code(run(cancelOrder, owner, { orderId, reason: 'walk' }))
    if (step.to === 'delivered') return code(run(deliverOrder, owner, { orderId }))
    const decision = step.to === 'approved' ? 'approve' : step.to === 'awaiting_contact' ? 'contact' : 'invalid'
    return code(run(reviewOrder, owner, { orderId, decision }))
  }

  private async gift(step: Gift): Promise<string> {
    const { owner, mark } = this.world
    const orderId = this.ids.get(step.no)
    if (!orderId) return 'not_found'
    const gifts = this.gifts.get(step.no) ?? []
    this.gifts.set(step.no, gifts)
    if (step.kind === 'takeBack') {
      const answer = await code(run(removeGift, owner, { orderId, orderLineId: gifts.at(-1) ?? newId() }))
      if (answer === 'ok') gifts.pop()
      return answer
    }
    const given = run(addGift, owner, { orderId, skuCode: `PIN-${mark}`, quantity: step.n })
    return code(
      given.then(({ lines }) => gifts.push(lines.findLast((l) => l.kind === 'gift' && l.quantity > 0)?.id ?? '')),
    )
  }

  private async giveBack({ kind, no, sku, quantity, condition }: Return, before: Seen): Promise<string> {
    const { owner, mark } = this.world
    const away = before.parcels.filter(
      (p) => p.state !== 'allocated' && p.lines.some((l) => l.no === no && l.sku === sku),
    )
    if (away.length === 0) return 'not_found'
    const returnRequestId = this.requests.get(`${no} ${sku}`) ?? (await this.ask(no, sku))
    this.requests.set(`${no} ${sku}`, returnRequestId)
    const line = { quantity, condition, reason: 'walk', ...(condition === 'defective' && { binCode: `X-1-${mark}` }) }
    const came = run(receiveReturn, owner, { returnRequestId, lines: [line] })
    return code(
      came.then(async ({ receipts: [newest] }) => {
        const receipt = { returnRequestId, receiptId: newest?.id ?? '' }
        if (kind === 'giveBack') this.receipts.push(receipt)
        else await run(undoReturnReceipt, owner, receipt)
      }),
    )
  }

  private async unreturn(at: number): Promise<string> {
    const receipt = this.receipts.at(-1 - (at % Math.max(1, this.receipts.length)))
    if (!receipt) return 'not_found'
    const answer = await code(run(undoReturnReceipt, this.world.owner, receipt))
    if (answer === 'ok') this.receipts.splice(this.receipts.indexOf(receipt), 1)
    return answer
  }

  /** The buyer asks everything of a line back; nobody else has bought it at that instant. */
  private async ask(no: number, sku: string): Promise<string> {
    const { owner, mark } = this.world
    const { lines } = await run(getOrder, owner, { orderId: this.ids.get(no) })
    const sellerSku = `${sku}-${mark}`
    const quantity = lines.find((l) => l.sellerSku === sellerSku)?.quantity ?? 0
    const back = {
      channelReturnNo: `R${mark}-${no}`,
      channelLineNo: sku,
      buyerNick: incoming('', '').buyer.nick,
      sellerSku,
      quantity,
    }
    const returns = [{ ...back, unitPrice: '20.00', requestedAt: placedAt(no) }]
    const { results } = await run(ingestReturns, owner, { shopCode: 'tmall', returns })
    return results[0]?.returnRequestIds[0] ?? ''
  }

  private async parcel(step: Parcel, before: Seen): Promise<string> {
    const { owner } = this.world
    if (step.kind === 'merge') {
      const fulfilmentIds = [step.no, step.other].map((no) => this.pick(before, no, 0, 'allocated')?.id)
      return fulfilmentIds.includes(undefined) ? 'not_found' : code(run(mergeOrders, owner, { fulfilmentIds }))
    }
    if (step.kind === 'unmerge') {
      const shared = before.parcels.find((p) => p.nos.includes(step.no) && p.nos.length > 1 && p.state === 'allocated')
      return shared ? code(run(unmergeFulfilment, owner, { fulfilmentId: shared.id })) : 'not_found'
    }
    const parcel = this.pick(before, step.no, step.at, step.kind === 'split' ? 'allocated' : undefined)
    const fulfilmentId = parcel?.id
    if (step.kind === 'track') {
      this.moment += 60_000
      const event = { ...label(fulfilmentId), at: new Date(this.moment).toISOString(), status: 'delivered' }
      const { results } = await run(recordTracking, owner, { events: [event] })
      return results[0]?.outcome === 'unknown' ? 'unknown' : 'ok'
    }
    if (!parcel || !fulfilmentId) return 'not_found'
    if (step.kind === 'split') {
      const line = parcel.lines.find((l) => l.no === step.no && l.sku === step.sku)
      const lines = [{ orderLineId: line?.orderLineId ?? newId(), quantity: step.quantity }]
      return code(run(splitOrder, owner, { orderId: this.ids.get(step.no), fulfilmentId, parcels: [{ lines }] }))
    }
    if (step.kind === 'unship') {
      return code(run(unshipFulfilment, owner, { fulfilmentId, reason: 'walk' }))
    }
    const answer = await code(run(shipFulfilment, owner, { ...label(fulfilmentId), fulfilmentId }))
    // One that had left before is still away.
    if (step.kind === 'ship' || answer !== 'ok' || parcel.state !== 'allocated') return answer
    const back = await code(run(unshipFulfilment, owner, { fulfilmentId, reason: 'walk' }))
    if (back !== 'ok') return back
    const after = await this.look()
    return JSON.stringify(after) === JSON.stringify(before) ? 'same' : 'different'
  }

  private payload({ no, status, units, street, minute }: Word) {
    const base = incoming(`W${this.world.mark}-${no}`, 'CUP')
    const ordered = skus.filter((sku) => units[sku] > 0)
    const total = (20 * ordered.reduce((n, sku) => n + units[sku], 0)).toFixed(2)
    const minuteOf = (n: number) => new Date(Date.UTC(2026, 10, 11, 1, n)).toISOString()
    return {
      ...base,
      status,
      createdAt: placedAt(no),
      ...(status === 'unpaid' && { paidAt: null }),
      promisedShipAt: minuteOf(no),
      modifiedAt: minuteOf(minute),
      // Other walks' orders go elsewhere.
      address: { ...base.address, line1: `${street} ${this.world.mark}` },
      lines: ordered.map((sku) => ({
        ...{ ...base.lines[0], channelLineNo: sku, sellerSku: `${sku}-${this.world.mark}`, title: sku },
        quantity: units[sku],
      })),
      total,
      paid: total,
    }
  }
}

/** Each order at an instant of its own, before anything else is said of it. */
const placedAt = (no: number) => new Date(Date.UTC(2026, 10, 11, 0, no)).toISOString()
const label = (fulfilmentId: string | undefined) => ({ carrierCode: 'sf', trackingNo: `SF-${fulfilmentId}` })
/** What is said of an order that nobody has heard of. */
const strangeTo = ({ kind }: Parcel) => (kind === 'track' ? 'unknown' : 'not_found')

const refusal = (e: unknown): string | Promise<never> => (isRefusal(e) ? e.code : Promise.reject(e))
const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', refusal)
/** With how many orders lost what they had been promised. */
const broken = (work: Promise<{ brokenOrders: readonly unknown[] }>): Promise<string> =>
  work.then(({ brokenOrders }) => `ok ${brokenOrders.length}`, refusal)
