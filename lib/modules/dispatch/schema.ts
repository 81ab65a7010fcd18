import { z } from 'zod'

/** One thing that must always be so, and how many rows it is not so of. */
export const checkedItem = z.object({
  invariant: z.string(),
  ok: z.boolean(),
  figure: z.int(),
  firstRow: z.string().optional(),
})

export const checkView = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'done', 'failed']),
  askedBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  tookMs: z.int().nullable(),
  /** How many invariants are broken. */
  broken: z.int().nullable(),
  items: z.array(checkedItem),
})

export const stressAsked = z.strictObject({
  skuCode: z.string().trim().min(1).max(64),
  units: z.int().min(0).max(1000).default(50),
  orders: z.int().min(1).max(500).default(200),
  /** How many send at once. */
  clients: z.int().min(1).max(50).default(25),
})

export const stressResult = z.object({
  /** Orders that got their unit, and those that wait for more stock. */
  reserved: z.int(),
  waiting: z.int(),
  /** Orders beyond the units there were. */
  oversold: z.int(),
  /** Requests that were refused or failed, by code. */
  refused: z.record(z.string(), z.int()),
  balance: z.object({ onHand: z.int(), reserved: z.int(), available: z.int() }),
  tookMs: z.int(),
  broken: z.array(checkedItem),
  invariants: z.int(),
})

export const stressView = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'running', 'done', 'failed']),
  askedBy: z.string(),
  skuCode: z.string(),
  units: z.int(),
  orders: z.int(),
  clients: z.int(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  result: stressResult.nullable(),
})

export type Checked = z.output<typeof checkedItem>
export type CheckView = z.output<typeof checkView>
export type StressResult = z.output<typeof stressResult>
export type StressView = z.output<typeof stressView>
