import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { stocktakeStates } from '@/lib/modules/inventory/states'

export const stocktakeKinds = ['warehouse', 'zone', 'category', 'abc', 'skus'] as const
export const abcClasses = ['A', 'B', 'C'] as const
export type AbcClass = (typeof abcClasses)[number]

/** `open`: not counted yet. `again`: to be counted a second time. `left_out`: not to be posted. */
export const stocktakeLineStates = ['open', 'again', 'done', 'left_out'] as const

/** As many lines as one stocktake may have: more is several stocktakes, by zone. */
export const mostStocktakeLines = 20_000

const code = z.string().trim().min(1).max(200)

export const stocktakeInput = z.strictObject({
  warehouseCode: z.string().max(100),
  kind: z.enum(stocktakeKinds),
  zoneCode: code.optional(),
  categoryId: id('category').optional(),
  abcClass: z.enum(abcClasses).optional(),
  skuCodes: z.array(code).min(1).max(5000).optional(),
  /** Who counts does not see what the books say. */
  blind: z.boolean().default(true),
  /** A difference of more than this, and of more than so many per cent, is counted a second time. */
  toleranceUnits: z.int().min(0).max(1_000_000).default(0),
  tolerancePercent: z.int().min(0).max(100).default(0),
  note: textField(200).default(''),
})
export type StocktakeInput = z.output<typeof stocktakeInput>

/** One count of one line; of a line that is not on the sheet, what was found and where. */
export const countInput = z.strictObject({
  /** Made by the device: sent again, it is the same count. */
  id: z.string().regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/),
  lineId: id('stocktake-line').optional(),
  skuCode: code.optional(),
  binCode: z
    .string()
    .max(100)
    .transform((text) => text.normalize('NFKC').trim().toUpperCase())
    .optional(),
  batchNo: z.string().trim().max(60).optional(),
  counted: z.int().min(0).max(1_000_000),
  /** When it was counted, for a device that was offline; absent: now. */
  countedAt: z.iso.datetime({ offset: true }).optional(),
})
export type CountInput = z.output<typeof countInput>

export const stocktakeItem = z.object({
  id: z.string(),
  number: z.string(),
  warehouseCode: z.string(),
  state: z.enum(stocktakeStates.states),
  kind: z.enum(stocktakeKinds),
  zoneCode: z.string().nullable(),
  category: z.object({ id: z.string(), nameZh: z.string(), nameEn: z.string() }).nullable(),
  abcClass: z.enum(abcClasses).nullable(),
  blind: z.boolean(),
  toleranceUnits: z.number().int(),
  tolerancePercent: z.number().int(),
  note: z.string(),
  lines: z.number().int(),
  createdBy: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  submittedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  postedBy: z.string().nullable(),
  postedAt: z.string().nullable(),
  version: z.number().int(),
})
export type StocktakeItem = z.output<typeof stocktakeItem>

/** Counted lines alone make up the figures; what is left out of them stands beside. Null while a blind count goes on. */
const figures = z.object({
  /** Lines that differ. */
  differing: z.number().int(),
  expected: z.number().int(),
  counted: z.number().int(),
  gainUnits: z.number().int(),
  lossUnits: z.number().int(),
  gainValue: z.string(),
  lossValue: z.string(),
})

export const stocktakeView = stocktakeItem.extend({
  currency: z.string(),
  open: z.number().int(),
  again: z.number().int(),
  done: z.number().int(),
  leftOut: z.number().int(),
  figures: figures.nullable(),
  countedBy: z.array(z.object({ name: z.string(), lines: z.number().int() })),
})
export type StocktakeView = z.output<typeof stocktakeView>

export const stocktakeLineView = z.object({
  id: z.string(),
  position: z.number().int(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  binCode: z.string(),
  batchNo: z.string().nullable(),
  expiresOn: z.string().nullable(),
  /** By the books nothing of it lay there. */
  found: z.boolean(),
  state: z.enum(stocktakeLineStates),
  rounds: z.number().int(),
  counted: z.number().int().nullable(),
  countedBy: z.string().nullable(),
  countedAt: z.string().nullable(),
  /** What the books said at the start, what moved until it was counted, and what they said then; null while a blind count goes on. */
  book: z.number().int().nullable(),
  moved: z.number().int().nullable(),
  expected: z.number().int().nullable(),
  difference: z.number().int().nullable(),
  /** What the difference is worth: before posting, by what a unit costs here on average. */
  value: z.string().nullable(),
  currency: z.string(),
  /** Of the whole stocktake: the report is signed on every line. */
  reviewedBy: z.string().nullable(),
  postedBy: z.string().nullable(),
})
export type StocktakeLineView = z.output<typeof stocktakeLineView>
