import { z } from 'zod'

const side = z.int().min(1).max(5000)

/** Sides are measured inside. */
export const cartonFields = {
  name: z.string().trim().min(1).max(60),
  lengthMm: side,
  widthMm: side,
  heightMm: side,
  /** What it weighs itself. */
  weightG: z.int().min(0).max(50_000),
  /** Goods and carton together. */
  maxWeightG: z.int().min(1).max(200_000),
}

export const cartonView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  lengthMm: z.number().int(),
  widthMm: z.number().int(),
  heightMm: z.number().int(),
  weightG: z.number().int(),
  maxWeightG: z.number().int(),
  status: z.enum(['active', 'closed']),
  version: z.number().int(),
})
export type CartonView = z.output<typeof cartonView>
