import { isAmount, type Money, toMinor } from '@/lib/kernel/money'
import { regionKey } from '@/lib/kernel/region'
import { addDays, businessDay, fromLocal } from '@/lib/kernel/time'
import type { Place } from '@/lib/modules/orders/internal/stock-picture'
import type { ResolvedWarehouse } from '@/lib/modules/settings/resolve-warehouses'
import { elsewhere } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

const hourMs = 3_600_000

/** Warehouses with what a plan asks of them beyond their stock: when an order can leave from there, and what that costs. */
export function withTerms<W extends ResolvedWarehouse>(ctx: Context, warehouses: readonly W[]): (W & Place)[] {
  return warehouses.map((warehouse) => {
    const leaving = new Map<string, Date | undefined>()
    const costs = new Map(warehouse.freight.map(({ province, cost }) => [regionKey(province), cost]))
    return {
      ...warehouse,
      leavesAt(carrier) {
        const key = carrier ?? ''
        if (!leaving.has(key)) leaving.set(key, leavesAt(ctx, warehouse, carrier))
        return leaving.get(key)
      },
      freightTo(province): Money | undefined {
        const cost = costs.get(regionKey(province)) ?? costs.get(elsewhere)
        const { currency } = ctx.tenant
        // Written down in another currency's digits: what a parcel costs is a wish, and stops nobody's orders.
        return cost === undefined || !isAmount(cost, currency)
          ? undefined
          : { minor: toMinor(cost, currency), currency }
      },
    }
  })
}

/**
 * When a carrier can take along what is ordered now: after the hours that the warehouse needs, with the next collection of the carrier
 * that rules wish for, else of whoever comes first. A warehouse of which nothing of that is said is not judged.
 */
function leavesAt(ctx: Context, { leadHours, cutOffs }: ResolvedWarehouse, carrier: string | null): Date | undefined {
  const ready = new Date(ctx.now.getTime() + leadHours * hourMs)
  const wished = carrier === null ? undefined : cutOffs?.[carrier]
  const times = wished ? [wished] : Object.values(cutOffs ?? {})
  if (times.length === 0) return leadHours === 0 ? undefined : ready
  const zone = ctx.tenant.timeZone
  const day = businessDay(ready, zone)
  const collections = times.map((time) => {
    const at = fromLocal(`${day} ${time}:00`, zone)
    return at >= ready ? at : fromLocal(`${addDays(day, 1)} ${time}:00`, zone)
  })
  return new Date(Math.min(...collections.map((at) => at.getTime())))
}

export async function promiseOf(ctx: Context, orderId: string): Promise<{ at: Date | null; sealed: boolean }> {
  const [row] = await ctx.sql<{ at: Date | null; sealed: boolean }>(
    'select promised_ship_at as at, sealed from orders where tenant_id = $1 and id = $2',
    [orderId],
  )
  return row ?? { at: null, sealed: false }
}
