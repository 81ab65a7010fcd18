import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { codeField } from '@/lib/kernel/fields'
import { newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { insertMany } from '@/lib/platform/db/bulk'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'

/** More than a van holds; what is left goes on the next list. */
const most = 2000
/** What left longer ago was handed over without a list, before there were any: nobody signs for it now. */
const days = 3

/**
 * The list a carrier signs: every parcel that has left for it in the last three days and is on no list yet. A parcel that was taken back and left again, under
 * another tracking number, goes on a list anew.
 */
export const createHandOver = command({
  name: 'hand-over.create',
  summary: 'Make the hand-over list of what a carrier fetches now',
  http: { method: 'POST', path: '/hand-overs', status: 201 },
  input: z.strictObject({ warehouseCode: codeField(40), carrierCode: z.enum(carrierCodes) }),
  example: { warehouseCode: 'HZ', carrierCode: 'sf' },
  async run(ctx, { warehouseCode, carrierCode }) {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    // One list at a time for a warehouse: two must not both take the same parcels.
    await ctx.sql('select 1 from warehouses where tenant_id = $1 and id = $2 for no key update', [warehouse.id])
    const parcels = await ctx.sql<{ id: string; tracking_no: string; weight_g: number | null }>(
      `select f.id, f.tracking_no, k.weight_g from fulfilments f
         left join packings k on k.tenant_id = $1 and k.fulfilment_id = f.id
        where f.tenant_id = $1 and f.warehouse_id = $2 and f.carrier_code = $3 and f.state = 'shipped' and f.tracking_no is not null
          and f.shipped_at > $5
          and ($4::uuid[] is null or f.shop_id = any($4))
          and not exists (select 1 from hand_over_parcels p where p.tenant_id = $1 and p.fulfilment_id = f.id and p.tracking_no = f.tracking_no)
        order by f.shipped_at, f.id limit ${most}`,
      [warehouse.id, carrierCode, ctx.actor.scope.shopIds, new Date(ctx.now.getTime() - days * 86_400_000)],
    )
    if (parcels.length === 0) invalid([{ path: '', code: 'no_parcels' }])
    const handOverId = newId()
    const [number = ''] = await takeNumbers(ctx, 'HO', 1)
    const weight = parcels.reduce((sum, p) => sum + (p.weight_g ?? 0), 0)
    await ctx.sql(
      `insert into hand_overs (tenant_id, id, number, warehouse_id, carrier_code, parcels, weight_g, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [handOverId, number, warehouse.id, carrierCode, parcels.length, weight, ctx.actor.name, ctx.now],
    )
    await insertMany(
      ctx,
      'hand_over_parcels',
      {
        hand_over_id: ['uuid', parcels.map(() => handOverId)],
        fulfilment_id: ['uuid', parcels.map((p) => p.id)],
        tracking_no: ['text', parcels.map((p) => p.tracking_no)],
        weight_g: ['int', parcels.map((p) => p.weight_g)],
      },
      'returning fulfilment_id',
    )
    ctx.touch('hand_over', handOverId)
    ctx.tell({ parcels: parcels.length, carrierCode })
    return getHandOver.within(ctx, { handOverId: handOverId as Parameters<typeof getHandOver.within>[1]['handOverId'] })
  },
})
