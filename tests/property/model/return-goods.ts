import { z } from 'zod'
import { share } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { command } from '@/lib/platform/door/use-case'

/** Units of a parcel that has left come back into its warehouse, worth what they left with: what an after-sales case asks of stock. */
export const returnGoods = command({
  name: 'stock.return',
  summary: 'Take back units of a shipped line',
  audited: false,
  input: z.strictObject({ lineId: z.uuid(), quantity: z.int().min(1) }),
  async run(ctx, { lineId, quantity }) {
    const [line] = await ctx.sql<{ sku_id: string; place: string; quantity: number; cost: bigint; back: number }>(
      `select l.sku_id, f.warehouse_id as place, l.quantity, l.cost_minor as cost,
              (select coalesce(sum(m.quantity), 0)::int from stock_movements m
                where m.tenant_id = $1 and m.reference_id = l.id and m.reason = 'return') as back
         from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
        where l.tenant_id = $1 and l.id = $2 and l.cost_minor is not null`,
      [lineId],
    )
    if (!line || line.back + quantity > line.quantity) return refuse('invalid')
    // What all that has come back so far is worth, less what was said of it before: the last unit brings the last cent.
    const worth = (units: number) => share(line.cost, [BigInt(units), BigInt(line.quantity - units)])[0] ?? 0n
    await postMovements(ctx, [
      {
        skuId: line.sku_id,
        warehouseId: line.place,
        quantity,
        value: worth(line.back + quantity) - worth(line.back),
        reason: 'return',
        referenceType: 'fulfilment_line',
        referenceId: lineId,
        reference: 'return',
        key: `return:${lineId}:${line.back}`,
      },
    ])
    return { quantity }
  },
})
