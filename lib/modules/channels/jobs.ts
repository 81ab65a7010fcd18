import { mapCodes } from '@/lib/modules/channels/map-codes'
import { markListings } from '@/lib/modules/channels/mark-listings'
import { pullListings } from '@/lib/modules/channels/pull-listings'
import { pullRefunds } from '@/lib/modules/channels/pull-refunds'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { pushStock } from '@/lib/modules/channels/push-stock'
import { queueReports } from '@/lib/modules/channels/queue-reports'
import { reportShipment } from '@/lib/modules/channels/report-shipment'
import { takeDelivery } from '@/lib/modules/channels/take-delivery'
import { tellStopped } from '@/lib/modules/channels/tell-stopped'
import { wakeDeliveries } from '@/lib/modules/channels/wake-deliveries'
import { wakeFlows } from '@/lib/modules/channels/wake-flows'
import { wakePulls } from '@/lib/modules/channels/wake-pulls'
import { wakeReports } from '@/lib/modules/channels/wake-reports'
import { warnExpiring } from '@/lib/modules/channels/warn-expiring'
import type { DomainEvent } from '@/lib/platform/door/context'
import { job } from '@/lib/platform/queue/jobs'

const texts = (events: readonly DomainEvent[], field: string) => [
  ...new Set(events.flatMap((e) => (e.payload[field] as string[] | undefined) ?? [])),
]

export const jobs = [
  job({ kind: 'drain', useCase: wakePulls, every: 5 }),
  job({
    kind: 'long',
    name: 'connection.pull',
    queue: 'calls',
    on: ['connection.pull-due'],
    input: (event) => ({ shopId: String(event.payload.shopId) }),
    work: pullShop,
  }),
  job({
    kind: 'each',
    useCase: queueReports,
    on: ['fulfilment.shipped'],
    input: (event) => ({ fulfilmentIds: [String(event.payload.fulfilmentId)] }),
  }),
  job({ kind: 'drain', useCase: wakeReports, every: 15 }),
  job({
    kind: 'long',
    name: 'shipment-report.tell',
    queue: 'calls',
    on: ['shipment-report.due'],
    input: (event) => ({ reportId: String(event.payload.reportId) }),
    work: reportShipment,
  }),
  job({ kind: 'drain', useCase: warnExpiring, every: 3600 }),
  job({
    kind: 'each',
    useCase: tellStopped,
    on: ['connection.stopped'],
    input: (event) => ({ shopId: String(event.payload.shopId), state: String(event.payload.state) }),
  }),
  job({ kind: 'drain', useCase: wakeFlows, every: 5 }),
  job({
    kind: 'drain',
    useCase: markListings,
    on: ['stock.changed', 'orders.created', 'orders.cancelled'],
    every: 6 * 3600,
    input: (events) =>
      events.length > 0 ? { skuIds: texts(events, 'skuIds'), orderIds: texts(events, 'orderIds') } : {},
  }),
  job({
    kind: 'drain',
    useCase: mapCodes,
    on: ['sku.created', 'sku.coded'],
    every: 600,
    input: (events) => {
      const codes = texts(events, 'codes')
      return codes.length > 0 ? { codes } : {}
    },
  }),
  ...[
    { name: 'stock-push.run', flow: 'stock' as const, work: pushStock },
    { name: 'listing.pull', flow: 'listings' as const, work: pullListings },
    { name: 'refund.pull', flow: 'refunds' as const, work: pullRefunds },
  ].map(({ name, flow, work }) =>
    job({
      kind: 'long',
      name,
      queue: 'calls',
      on: [`shop-${flow}.due`],
      input: (event) => ({ shopId: String(event.payload.shopId) }),
      work,
    }),
  ),
  job({ kind: 'drain', useCase: wakeDeliveries, every: 60 }),
  job({
    kind: 'long',
    name: 'delivery.take',
    queue: 'calls',
    on: ['delivery.received'],
    input: (event) => ({ deliveryId: String(event.payload.deliveryId) }),
    work: takeDelivery,
  }),
]
