import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { assemblyStates } from '@/lib/modules/inventory/states'

export const assemblyKinds = ['assemble', 'disassemble'] as const

export const assemblyInput = z.strictObject({
  kind: z.enum(assemblyKinds).default('assemble'),
  warehouseCode: z.string().max(100),
  /** The bundle. */
  skuCode: z.string().trim().min(1).max(200),
  quantity: z.int().min(1).max(1_000_000),
  /** Where the bundles go to, or come from; absent: the receiving bin, or the sellable bins by their route. */
  binCode: z
    .string()
    .max(100)
    .transform((text) => text.normalize('NFKC').trim().toUpperCase())
    .optional(),
  note: textField(200).default(''),
})

export const assemblyItem = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(assemblyKinds),
  state: z.enum(assemblyStates.states),
  warehouseCode: z.string(),
  skuId: z.string(),
  skuCode: z.string(),
  name: z.string(),
  nameEn: z.string(),
  quantity: z.number().int(),
  /** What the bundles were worth; nothing until it is done. */
  value: z.string(),
  currency: z.string(),
  note: z.string(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  version: z.number().int(),
})
export type AssemblyItem = z.output<typeof assemblyItem>

export const assemblyView = assemblyItem.extend({
  binCode: z.string().nullable(),
  /** Bundles that may be taken apart here now. */
  available: z.number().int(),
  /** The recipe as it was when the order was drafted. */
  lines: z.array(
    z.object({
      skuId: z.string(),
      skuCode: z.string(),
      name: z.string(),
      nameEn: z.string(),
      /** Units in one bundle, and in all of them. */
      each: z.number().int(),
      quantity: z.number().int(),
      /** What may be taken here now. */
      available: z.number().int(),
      value: z.string(),
    }),
  ),
})
export type AssemblyView = z.output<typeof assemblyView>
