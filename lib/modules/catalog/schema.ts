import { z } from 'zod'
import { amountField, codeField, countField, currencyField, nameField, textField } from '@/lib/kernel/fields'
import { productStatuses } from '@/lib/modules/catalog/states'

export const categoryFields = {
  code: codeField(40),
  nameZh: nameField(120),
  nameEn: textField(120),
  position: countField(100_000),
}

/** Names of what is told of every product of a category, such as 材质 or 产地. */
export const categoryAttributes = z.array(nameField(40)).max(30)

export const categoryView = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  position: z.number().int(),
  attributes: z.array(z.string()),
  version: z.number().int(),
})
export type CategoryView = z.output<typeof categoryView>

/** A product's options in the seller's sequence, such as 颜色: 红, 蓝 and 尺寸: S, M. */
export const optionField = z.strictObject({ name: nameField(40), values: z.array(nameField(60)).min(1).max(100) })
export type Option = z.output<typeof optionField>

export const productFields = {
  /** The seller's own code for the whole product (货号), unique where it is given. */
  code: textField(64).regex(/^\P{Cc}*$/u),
  name: nameField(200),
  nameEn: textField(200),
  brand: textField(80),
  description: textField(10_000),
  options: z.array(optionField).max(5),
  attributes: z.record(nameField(60), textField(300)),
}

const barcodeField = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[!-~]+$/)

/** Part of a bundle: so many units of another SKU, which is no bundle itself. */
export const componentField = z.strictObject({
  skuCode: nameField(64),
  quantity: z.number().int().min(1).max(1000),
})

/** Whether a bundle is kept in stock: never, assembled ones before parts, or assembled ones only. */
export const assembledModes = ['never', 'first', 'only'] as const

/** Whether units have numbers of their own: written down when they come in, only when they leave, or never. */
export const serialModes = ['none', 'receipt', 'shipment'] as const
export type SerialMode = (typeof serialModes)[number]

/** What a SKU asks for beside a quantity; set by `sku.track`. */
export const trackingView = z.object({
  batchTracked: z.boolean(),
  /** From production to expiry, where a batch is named by its production date alone. */
  shelfLifeDays: z.number().int().nullable(),
  /** So many days before its expiry a unit is sold no longer. */
  sellBeforeDays: z.number().int(),
  expiryAlertDays: z.number().int(),
  serialMode: z.enum(serialModes),
})

/** The same, as it is set. */
export const trackingFields = {
  batchTracked: z.boolean(),
  shelfLifeDays: z.int().min(1).max(36_500).nullable(),
  sellBeforeDays: countField(3650),
  expiryAlertDays: countField(3650),
  serialMode: z.enum(serialModes),
}

/** What may be set and changed of a SKU. `optionValues` holds one value per option of the product, in its sequence. */
export const skuFields = {
  code: nameField(64).regex(/^\P{Cc}+$/u),
  name: textField(200),
  nameEn: textField(200),
  optionValues: z.array(nameField(60)).max(5),
  barcode: barcodeField,
  barcodes: z.array(barcodeField).max(20),
  weightG: countField(),
  lengthMm: countField().nullable(),
  widthMm: countField().nullable(),
  heightMm: countField().nullable(),
  listPrice: amountField,
  costHint: amountField.nullable(),
  currency: currencyField,
  taxClass: textField(40),
  hsCode: textField(20),
  declaredNameZh: textField(200),
  declaredNameEn: textField(200),
  declaredValue: amountField.nullable(),
  safetyStock: countField(),
  leadTimeDays: countField(3650).nullable(),
  /** What a bundle is made of; empty: no bundle. A bundle has no stock of its own unless it is `assembled`. */
  components: z.array(componentField).max(50),
  assembled: z.enum(assembledModes),
}

export const skuStatuses = ['active', 'archived'] as const

/** A new SKU: its code, and what is known of it. */
export const newSku = z.object(skuFields).partial().required({ code: true }).strict()
export type NewSku = z.output<typeof newSku>

export const skuChange = z
  .object({ ...skuFields, status: z.enum(skuStatuses) })
  .partial()
  .strict()
export type SkuChange = z.output<typeof skuChange>

export const skuView = z.object({
  id: z.string(),
  productId: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  optionValues: z.array(z.string()),
  /** The first of `barcodes`. */
  barcode: z.string().nullable(),
  barcodes: z.array(z.string()),
  weightG: z.number().int(),
  lengthMm: z.number().int().nullable(),
  widthMm: z.number().int().nullable(),
  heightMm: z.number().int().nullable(),
  listPrice: z.string(),
  costHint: z.string().nullable(),
  currency: z.string(),
  taxClass: z.string(),
  hsCode: z.string(),
  declaredNameZh: z.string(),
  declaredNameEn: z.string(),
  declaredValue: z.string().nullable(),
  safetyStock: z.number().int(),
  leadTimeDays: z.number().int().nullable(),
  bundle: z.boolean(),
  components: z.array(z.object({ skuId: z.string(), skuCode: z.string(), quantity: z.number().int() })),
  assembled: z.enum(assembledModes),
  ...trackingView.shape,
  status: z.enum(skuStatuses),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number().int(),
})
export type SkuView = z.output<typeof skuView>

const productFacts = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  categoryId: z.string().nullable(),
  brand: z.string(),
  status: z.enum(productStatuses),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number().int(),
})

/** Served at `/products/{productId}/images/{id}`, whole and as `?size=thumb`. */
export const imageView = z.object({
  id: z.string(),
  skuId: z.string().nullable(),
  width: z.number().int(),
  height: z.number().int(),
})
export type ImageView = z.output<typeof imageView>

export const productView = productFacts.extend({
  description: z.string(),
  options: z.array(optionField),
  attributes: z.record(z.string(), z.string()),
  images: z.array(imageView),
  skus: z.array(skuView),
})
export type ProductView = z.output<typeof productView>

/** One row of the list: counts and prices of the SKUs on sale, a price range for each currency. */
export const productItem = productFacts.extend({
  category: z.object({ nameZh: z.string(), nameEn: z.string() }).nullable(),
  skuCount: z.number().int(),
  /** The first of its pictures. */
  imageId: z.string().nullable(),
  prices: z.array(z.object({ currency: z.string(), min: z.string(), max: z.string() })),
})
export type ProductItem = z.output<typeof productItem>
