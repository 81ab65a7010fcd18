import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import {
  labelBlocks,
  labelSizes,
  languageChoices,
  mostPapers,
  paperKinds,
  printRefusals,
  reprintReasons,
  slipBlocks,
  slipSizes,
  voidReasons,
} from '@/lib/modules/prints/states'

export const reprintField = z.enum(reprintReasons).optional()

const idsOf = <K extends string>(kind: K) =>
  z
    .array(id(kind))
    .min(1)
    .max(mostPapers)
    .transform((ids) => [...new Set(ids)])
    .optional()

/** Parcels by themselves, and those of orders that have not left yet. */
export const parcelsAsked = { fulfilmentIds: idsOf('fulfilment'), orderIds: idsOf('order') }
type Either = { fulfilmentIds?: unknown; orderIds?: unknown }
export const someAsked = (asked: Either) => asked.fulfilmentIds !== undefined || asked.orderIds !== undefined
/** One of two fields, or both. */
export const oneOf = { params: { code: 'one_of' } }

export const printAnswer = z.object({
  /** Fetch the file by it; null when nothing is printed. */
  printId: z.string().nullable(),
  kind: z.enum(paperKinds),
  printed: z.array(
    z.object({ id: z.string(), reference: z.string(), copy: z.number().int(), trackingNo: z.string().nullable() }),
  ),
  refused: z.array(
    z.object({
      /** What is unknown has neither; `index` is its place in what was asked, each counted once, orders after parcels. */
      id: z.string().nullable(),
      reference: z.string().nullable(),
      index: z.number().int().nullable(),
      code: z.enum(printRefusals),
      /** Of `unprintable`: the characters that no font has. */
      characters: z.array(z.string()),
    }),
  ),
})
export type PrintAnswer = z.output<typeof printAnswer>

export const printView = z.object({
  id: z.string(),
  printId: z.string(),
  kind: z.enum(paperKinds),
  reference: z.string(),
  copy: z.number().int(),
  copies: z.number().int(),
  reason: z.enum(reprintReasons).nullable(),
  printedBy: z.string(),
  printedAt: z.string(),
})
export type PrintView = z.output<typeof printView>

const once = { params: { code: 'twice' } }
const rowsOf = <const B extends readonly [string, ...string[]]>(all: B) =>
  z
    .array(z.strictObject({ block: z.enum(all), on: z.boolean() }))
    .max(all.length)
    .refine((rows) => new Set(rows.map((row) => row.block)).size === rows.length, once)

/** Blocks in the sequence they are drawn in; those that are not named come last and are off. */
const templateFields = z.strictObject({
  label: rowsOf(labelBlocks).default(labelBlocks.map((block) => ({ block, on: true }))),
  slip: rowsOf(slipBlocks).default(slipBlocks.map((block) => ({ block, on: true }))),
  /** Last words of a packing slip, in its language. */
  closing: textField(300).default(''),
})
export type Template = z.output<typeof templateFields>
const template = templateFields.prefault({})

export const settingsFields = {
  labelSize: z.enum(labelSizes).default('100x150'),
  slipSize: z.enum(slipSizes).default('a4'),
  language: z.enum(languageChoices).default('zh-CN'),
  logoText: textField(40).default(''),
  senderName: textField(60).default(''),
  senderPhone: textField(40).default(''),
  senderAddress: textField(200).default(''),
  templates: z.strictObject({ 'zh-CN': template, en: template }).prefault({}),
}
export const settingsShape = z.object(settingsFields)
export type PrintSettings = z.output<typeof settingsShape>

export const printSettingsView = settingsShape.extend({
  /** Null: the company's. */
  shopCode: z.string().nullable(),
  /** False: these are the company's, or those a company starts with. */
  own: z.boolean(),
  version: z.number().int(),
})
export type PrintSettingsView = z.output<typeof printSettingsView>

export const poolView = z.object({
  id: z.string(),
  carrierCode: z.string(),
  warehouseCode: z.string().nullable(),
  first: z.string(),
  last: z.string(),
  next: z.string().nullable(),
  left: z.number().int(),
  status: z.enum(['active', 'closed']),
  createdBy: z.string(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type PoolView = z.output<typeof poolView>

export const waybillStates = ['open', 'shipped', 'void', 'unused'] as const
export const waybillView = z.object({
  id: z.string(),
  number: z.string(),
  carrierCode: z.string(),
  /** unused: its parcel was cancelled, or left under another number. */
  state: z.enum(waybillStates),
  fulfilmentId: z.string(),
  parcel: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  voidedBy: z.string().nullable(),
  voidedAt: z.string().nullable(),
  voidReason: z.enum(voidReasons).nullable(),
})
export type WaybillView = z.output<typeof waybillView>
