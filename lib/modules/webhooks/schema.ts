import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'

/** What programs outside may be told of; the names are part of the open API and are never changed. */
export const webhookEvents = [
  'order.created',
  'order.approved',
  'order.allocated',
  'order.short',
  'order.shipped',
  'order.delivered',
  'order.cancelled',
  'parcel.shipped',
  'stock.changed',
  'shop.stopped',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export const webhookStates = ['active', 'paused', 'disabled'] as const

export const webhookFields = {
  name: textField(60),
  url: z.string().trim().min(1).max(2000),
  events: z
    .array(z.enum(webhookEvents))
    .min(1)
    .max(webhookEvents.length)
    .transform((events) => [...new Set(events)]),
  /** null: all shops, and what is about no shop. */
  shopIds: z.array(id('shop')).min(1).max(500).nullable(),
}

export const webhookView = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  shopIds: z.array(z.string()).nullable(),
  state: z.enum(webhookStates),
  /** Attempts in a row that failed, since when, and the last one's reason. */
  failures: z.int(),
  failingSince: z.iso.datetime().nullable(),
  trouble: z.string().nullable(),
  lastOk: z.iso.datetime().nullable(),
  /** Messages that wait, counted up to a thousand, and that were given up. */
  waiting: z.int(),
  dead: z.int(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  version: z.int(),
})
export type WebhookView = z.output<typeof webhookView>

export const messageStates = ['waiting', 'taken', 'dead'] as const
export const webhookMessageView = z.object({
  /** The same at every attempt: who gets a message twice knows it by this. */
  id: z.string(),
  event: z.string(),
  state: z.enum(messageStates),
  attempts: z.int(),
  /** What the other side answered last: its HTTP status, or why there was no answer. */
  status: z.int().nullable(),
  trouble: z.string().nullable(),
  tookMs: z.int().nullable(),
  createdAt: z.iso.datetime(),
  nextAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
  body: z.record(z.string(), z.unknown()),
})
export type WebhookMessageView = z.output<typeof webhookMessageView>
