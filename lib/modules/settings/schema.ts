import { z } from 'zod'
import { codeField, currencyField, nameField, textField, zoneField } from '@/lib/kernel/fields'

/** `taobao` holds Tmall too; `manual` and `file` are orders typed in or imported. */
export const channelCodes = [
  'taobao',
  'pinduoduo',
  'amazon',
  'ebay',
  'walmart',
  'aliexpress',
  'temu',
  'shein',
  'wayfair',
  'ozon',
  'tiktok',
  'shopify',
  'woocommerce',
  'manual',
  'file',
] as const

export const placeStatuses = ['active', 'closed'] as const

/** What may be set and changed of a shop; its channel is chosen once, since a connection and its orders hang on it. */
export const shopFields = {
  code: codeField(40),
  name: nameField(120),
  currency: currencyField,
  timeZone: zoneField,
  contact: textField(200),
}

export const shopView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  channel: z.enum(channelCodes),
  currency: z.string(),
  timeZone: z.string(),
  contact: z.string(),
  status: z.enum(placeStatuses),
  createdAt: z.string(),
  version: z.number().int(),
})
export type ShopView = z.output<typeof shopView>

export const warehouseKinds = ['own', 'third_party', 'platform'] as const

export const warehouseFields = {
  code: codeField(40),
  name: nameField(120),
  kind: z.enum(warehouseKinds),
  /** The lower, the earlier it is asked for goods. */
  priority: z.number().int().min(0).max(10_000),
  contact: textField(200),
}

export const warehouseView = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(warehouseKinds),
  priority: z.number().int(),
  contact: z.string(),
  status: z.enum(placeStatuses),
  createdAt: z.string(),
  version: z.number().int(),
})
export type WarehouseView = z.output<typeof warehouseView>
