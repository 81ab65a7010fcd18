import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { codeField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { poolRow, poolViewOf } from '@/lib/modules/prints/internal/pools'
import { poolView } from '@/lib/modules/prints/schema'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

const number = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{0,20}?\d{4,18}$/)
  .max(30)

/** A range of numbers that a carrier gave (号段), from the first to the last. */
export const createWaybillPool = command({
  name: 'waybill-pool.create',
  summary: 'Enter a range of waybill numbers that a carrier gave',
  http: { method: 'POST', path: '/waybill-pools', status: 201 },
  input: z.strictObject({
    carrierCode: z.enum(carrierCodes),
    /** Only for parcels of this warehouse. */
    warehouseCode: codeField(40).optional(),
    first: number,
    last: number,
  }),
  example: { carrierCode: 'sf', first: 'SF1300000000000', last: 'SF1300000009999' },
  output: poolView,
  async run(ctx, { carrierCode, warehouseCode, first, last }) {
    const warehouse = warehouseCode === undefined ? undefined : await warehouseByCode(ctx, warehouseCode)
    if (warehouseCode !== undefined && !warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const from = partsOf(first)
    const to = partsOf(last)
    if (from.prefix !== to.prefix || from.digits !== to.digits) invalid([{ path: 'last', code: 'other_series' }])
    if (to.value < from.value) invalid([{ path: 'last', code: 'before_first' }])
    const [overlap] = await ctx.sql(
      `select 1 from waybill_pools where tenant_id = $1 and carrier_code = $2 and prefix = $3 and digits = $4 and first_value <= $6 and last_value >= $5 limit 1`,
      [carrierCode, from.prefix, from.digits, String(from.value), String(to.value)],
    )
    if (overlap) invalid([{ path: 'first', code: 'taken' }])
    const id = newId()
    await orTaken({ waybill_pools_first_uq: 'first' }, () =>
      ctx.sql(
        `insert into waybill_pools (tenant_id, id, carrier_code, warehouse_id, prefix, digits, first_value, next_value, last_value, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)`,
        [
          ...[id, carrierCode, warehouse?.id ?? null, from.prefix, from.digits],
          ...[String(from.value), String(to.value), ctx.actor.name, ctx.now],
        ],
      ),
    )
    ctx.touch('waybill_pool', id)
    return poolViewOf(await poolRow(ctx, id))
  },
})

/** What counts up are the last digits, eighteen of them at most; all before them stays. */
function partsOf(text: string): { prefix: string; digits: number; value: bigint } {
  const counted = /\d{1,18}$/.exec(text)?.[0] ?? ''
  return { prefix: text.slice(0, text.length - counted.length), digits: counted.length, value: BigInt(counted) }
}
