import { z } from 'zod'

export const bulkRefusal = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) })

export const bulkView = z.object({
  id: z.string(),
  action: z.string(),
  state: z.enum(['running', 'done', 'cancelled']),
  total: z.int(),
  done: z.int(),
  refused: z.int(),
  /** More matched than one job takes. */
  capped: z.boolean(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type BulkView = z.output<typeof bulkView>

export const bulkDetail = bulkView.extend({
  /** Why rows were refused, the most frequent reason first. */
  reasons: z.array(z.object({ refusal: bulkRefusal, count: z.int() })),
  /** The refused rows, up to five hundred. */
  rows: z.array(z.object({ targetId: z.string(), label: z.string(), refusal: bulkRefusal })),
})
export type BulkDetail = z.output<typeof bulkDetail>
