import type { Context } from '@/lib/platform/door/context'

/** How far back the live figures look: short, so that they cost the same on the busiest day. */
export const windowMinutes = 10

export type ShopRow = { shop_id: string | null; shop_code: string; shop_name: string; channel: string }

/** Columns of a shop joined as `s`. */
export const shopColumns = 's.id as shop_id, s.code as shop_code, s.name as shop_name, s.channel'

export function shopOf(row: ShopRow) {
  return row.shop_id ? { id: row.shop_id, code: row.shop_code, name: row.shop_name, channel: row.channel } : null
}

export function windowStart(ctx: Context): Date {
  return new Date(ctx.now.getTime() - windowMinutes * 60_000)
}

export function secondsSince(ctx: Context, at: Date | null): number | null {
  return at ? Math.max(0, Math.round((ctx.now.getTime() - at.getTime()) / 1000)) : null
}
