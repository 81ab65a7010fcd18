import { pullShop } from '@/lib/modules/channels/pull-shop'
import { queueReports } from '@/lib/modules/channels/queue-reports'
import { reportShipment } from '@/lib/modules/channels/report-shipment'
import { takeDelivery } from '@/lib/modules/channels/take-delivery'
import { wakeDeliveries } from '@/lib/modules/channels/wake-deliveries'
import { wakePulls } from '@/lib/modules/channels/wake-pulls'
import { wakeReports } from '@/lib/modules/channels/wake-reports'
import { job } from '@/lib/platform/queue/jobs'

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
