import { z } from 'zod'
import { fromMinor } from '@/lib/kernel/money'
import { invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { stateAt } from '@/lib/modules/inventory/internal/state-at'
import type { MovementView } from '@/lib/modules/inventory/schema'
import { instant, stockChangesView } from '@/lib/modules/inventory/value-schema'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

/** A whole company's ledger is read a quarter at a time; one SKU's from its beginning. */
const longest = 100 * 24 * 3600 * 1000

type State = { on_hand: bigint; defective: bigint; reserved: bigint; value_minor: bigint }
type Change = { reason: MovementView['reason']; movements: number; units: bigint; value_minor: bigint }

export const stockChanges = query({
  name: 'stock.changes',
  summary: 'What changed between two moments, by reason, in units and value',
  http: { method: 'GET', path: '/stock/changes' },
  stale: true,
  input: z.strictObject({
    from: instant,
    to: instant,
    skuCode: z.string().max(200).optional(),
    warehouseCode: z.string().max(100).optional(),
  }),
  example: { from: '2026-11-01T00:00:00+08:00', to: '2026-11-12T00:00:00+08:00', skuCode: 'TEA-001' },
  output: stockChangesView,
  async run(ctx, { from, to, skuCode, warehouseCode }) {
    if (to < from) invalid([{ path: 'to', code: 'before_from' }])
    if (skuCode === undefined && to.getTime() - from.getTime() > longest) invalid([{ path: 'to', code: 'too_long' }])
    const key = skuCode === undefined ? undefined : codeKey(skuCode)
    // A code that nobody knows has no stock: the nil id is nobody's.
    const skuId = key === undefined ? null : ((await skusByCode(ctx, [key])).get(key)?.id ?? nobody)
    const places = await placesAsked(ctx, warehouseCode)
    const changes = await ctx.sql<Change>(
      `select m.reason, count(*)::int as movements, sum(m.quantity)::bigint as units, sum(m.value_minor)::bigint as value_minor
         from stock_movements m
        where m.tenant_id = $1 and ${skuId === null ? '$2::uuid is null' : 'm.sku_id = $2'} and ($3::uuid[] is null or m.warehouse_id = any($3::uuid[]))
          and m.at > $4::timestamptz and m.at <= $5::timestamptz
        group by m.reason order by m.reason`,
      [skuId, places, from, to],
    )
    const { currency } = ctx.tenant
    const seen = ({ on_hand, defective, reserved, value_minor }: State) => ({
      onHand: Number(on_hand),
      defective: Number(defective),
      reserved: Number(reserved),
      value: fromMinor(value_minor, currency),
    })
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      currency,
      opening: seen(await sumAt(ctx, from, skuId, places)),
      closing: seen(await sumAt(ctx, to, skuId, places)),
      items: changes.map((c) => ({
        reason: c.reason,
        movements: c.movements,
        units: Number(c.units),
        value: fromMinor(c.value_minor, currency),
      })),
    }
  },
})

const nobody = '00000000-0000-0000-0000-000000000000'
const { columns, joins } = stateAt('$4')

async function sumAt(ctx: Context, at: Date, skuId: string | null, places: readonly string[] | null): Promise<State> {
  const [sum] = await ctx.sql<State>(
    `select coalesce(sum(on_hand), 0)::bigint as on_hand, coalesce(sum(defective), 0)::bigint as defective, coalesce(sum(reserved), 0)::bigint as reserved, coalesce(sum(value_minor), 0)::bigint as value_minor
       from (select ${columns} from stock_balances b ${joins}
              where b.tenant_id = $1 and ${skuId === null ? '$2::uuid is null' : 'b.sku_id = $2'} and ($3::uuid[] is null or b.warehouse_id = any($3::uuid[]))) x`,
    [skuId, places, at],
  )
  return sum ?? { on_hand: 0n, defective: 0n, reserved: 0n, value_minor: 0n }
}
