import { z } from 'zod'
import { nameField } from '@/lib/kernel/fields'
import { LOCALES } from '@/lib/platform/i18n/locales'

/** Which list of the screens: `orders`, `products`, `stock`, … */
export const listName = z.string().regex(/^[a-z][a-z-]{0,30}$/)

export const viewName = nameField(60)

/** What must not be kept with a view: search words may name people, the others mean one moment only. */
const passing = ['q', 'cursor', 'limit', 'view', 'set']

export const viewQuery = z
  .record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,30}$/),
    z
      .string()
      .min(1)
      .max(200)
      .refine((text) => !text.includes('\0') && text.isWellFormed()),
  )
  .refine((query) => Object.keys(query).length <= 20 && passing.every((name) => !Object.hasOwn(query, name)))

const column = z.strictObject({
  key: z.string().regex(/^[a-zA-Z][\w-]{0,39}$/),
  hidden: z.boolean().optional(),
  width: z.int().min(40).max(800).optional(),
})

export const viewColumns = z
  .array(column)
  .min(1)
  .max(60)
  .refine((columns) => new Set(columns.map(({ key }) => key)).size === columns.length)

export const viewView = z.object({
  id: z.string(),
  list: z.string(),
  name: z.string(),
  mine: z.boolean(),
  roles: z.array(z.string()).nullable(),
  query: z.record(z.string(), z.string()),
  columns: z.array(column).nullable(),
  version: z.int(),
})
export type ViewView = z.output<typeof viewView>

export const densities = ['compact', 'normal', 'relaxed'] as const

/** What a member can be told of by itself; each where they want it. */
export const noticeKinds = [
  'order.assigned',
  'record.assigned',
  'order.held',
  'bulk.finished',
  'import.finished',
  'stock.low',
  'shop.expiring',
  'shop.stopped',
  'webhook.disabled',
  'feedback.answered',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** `bell`: kept and counted; `pop`: also shown at once on whatever page is open; `mail`: also sent, for who is elsewhere. */
export const noticeChannels = z.strictObject({ bell: z.boolean(), pop: z.boolean(), mail: z.boolean().default(false) })
export type NoticeChannels = z.output<typeof noticeChannels>

export const preferencesView = z.object({
  density: z.enum(densities),
  /** In which language mails are written. */
  locale: z.enum(LOCALES),
  lists: z.record(z.string(), z.object({ columns: z.array(column).nullable(), defaultView: z.string().nullable() })),
  notices: z.record(z.enum(noticeKinds), noticeChannels),
})
export type PreferencesView = z.output<typeof preferencesView>
