import type { DB as Generated } from '@/prisma/generated/types'

/** What the generator cannot know: `date` columns (all named `day`) are read as text, and scope arrays may be null. */
type Refined<T> = {
  [K in keyof T]: K extends 'day' ? string : K extends 'shop_ids' | 'warehouse_ids' ? string[] | null : T[K]
}

export type DB = { [T in keyof Generated]: Refined<Generated[T]> }

/** Tables that belong to no tenant; the catalogue test lists them by name. Only `caravan_auth` reads them, heartbeats apart. */
export const globalTables: ReadonlySet<string> = new Set([
  'tenants',
  'users',
  'memberships',
  'sessions',
  'api_key_routes',
  'invitations',
  'login_throttles',
  'known_devices',
  'user_tokens',
  'second_factors',
  'recovery_codes',
  'mails',
  'worker_heartbeats',
  '_prisma_migrations',
])
