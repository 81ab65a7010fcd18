import { sendWebhook } from '@/lib/modules/webhooks/send-webhook'
import { heard, storeMessages } from '@/lib/modules/webhooks/store-messages'
import { tellDisabled } from '@/lib/modules/webhooks/tell-disabled'
import { wakeWebhooks } from '@/lib/modules/webhooks/wake-webhooks'
import type { DomainEvent } from '@/lib/platform/door/context'
import { job } from '@/lib/platform/queue/jobs'

const texts = (events: readonly DomainEvent[], field: string) => [
  ...new Set(events.flatMap(({ payload }) => (payload[field] as string[] | string | undefined) ?? [])),
]

export const jobs = [
  job({
    kind: 'drain',
    useCase: storeMessages,
    on: heard,
    every: 300,
    input: (events) =>
      // The clock names nothing: then it looks for itself.
      events.length === 0
        ? {}
        : {
            orderIds: texts(events, 'orderIds'),
            fulfilmentIds: texts(events, 'fulfilmentId'),
            skuIds: texts(events, 'skuIds'),
            shopIds: texts(
              events.filter((e) => e.name === 'connection.stopped'),
              'shopId',
            ),
          },
  }),
  job({
    kind: 'long',
    name: 'webhook.send',
    queue: 'calls',
    on: ['webhook.due'],
    input: (event) => ({ webhookId: String(event.payload.webhookId) }),
    work: sendWebhook,
  }),
  job({ kind: 'drain', useCase: wakeWebhooks, every: 15 }),
  job({
    kind: 'each',
    useCase: tellDisabled,
    on: ['webhook.disabled'],
    input: (event) => ({ webhookId: String(event.payload.webhookId) }),
  }),
]
