import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import {
  labelSizes,
  mostPapers,
  paperKinds,
  paperLanguages,
  printRefusals,
  reprintReasons,
  slipSizes,
  voidReasons,
} from '@/lib/modules/prints/states'

export const reprintField = z.enum(reprintReasons).optional()

export const parcelIds = z
  .array(id('fulfilment'))
  .min(1)
  .max(mostPapers)
  .transform((ids) => [...new Set(ids)])

export const printAnswer = z.object({
  /** Fetch the file by it; null when nothing is printed. */
  printId: z.string().nullable(),
  kind: z.enum(paperKinds),
  printed: z.array(
    z.object({ id: z.string(), reference: z.string(), copy: z.number().int(), trackingNo: z.string().nullable() }),
  ),
  refused: z.array(
    z.object({
      /** What is unknown has neither; `index` is its place in what was asked, each counted once. */
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

export const settingsFields = {
  labelSize: z.enum(labelSizes).default('100x150'),
  slipSize: z.enum(slipSizes).default('a4'),
  language: z.enum(paperLanguages).default('zh-CN'),
  logoText: textField(40).default(''),
  senderName: textField(60).default(''),
  senderPhone: textField(40).default(''),
  senderAddress: textField(200).default(''),
  /** Whether labels list what lies in the parcel. */
  showGoods: z.boolean().default(true),
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
