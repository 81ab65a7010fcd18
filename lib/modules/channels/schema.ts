import { z } from 'zod'

export const connectionStates = ['new', 'authorised', 'expired', 'stopped', 'paused', 'none'] as const
export type ConnectionState = (typeof connectionStates)[number]

export const connectionView = z.object({
  shopId: z.string(),
  channel: z.string(),
  /** Whether the house speaks this channel's protocol. */
  supported: z.boolean(),
  state: z.enum(connectionStates),
  baseUrl: z.string(),
  /** Names of the keys that are kept, and which of them are secret; never a value. */
  fields: z.array(z.object({ name: z.string(), secret: z.boolean(), required: z.boolean(), set: z.boolean() })),
  expiresAt: z.string().nullable(),
  /** null: never yet. */
  lastPull: z.string().nullable(),
  /** How far what we have lies behind now; null before the first pull. */
  lagSeconds: z.number().int().nullable(),
  pullEverySeconds: z.number().int().nullable(),
  failures: z.number().int(),
  /** The channel's own code of what went wrong last. */
  trouble: z.string().nullable(),
  /** Shipments the channel has not been told of: waiting for it, and given up. */
  unreported: z.object({ waiting: z.number().int(), failed: z.number().int() }),
  /** Where the marketplace is to send its pushes; null where it sends none. */
  webhookUrl: z.string().nullable(),
  version: z.number().int(),
})
export type ConnectionView = z.output<typeof connectionView>

export const reportStates = ['waiting', 'reported', 'already', 'failed', 'withdrawn'] as const
export type ReportState = (typeof reportStates)[number]

export const reportView = z.object({
  id: z.string(),
  orderId: z.string(),
  fulfilmentId: z.string(),
  trackingNo: z.string(),
  state: z.enum(reportStates),
  attempts: z.number().int(),
  dueAt: z.string().nullable(),
  reportedAt: z.string().nullable(),
  trouble: z.string().nullable(),
  version: z.number().int(),
})
export type ReportView = z.output<typeof reportView>
