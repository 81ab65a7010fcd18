import { inTenant } from '@/lib/platform/db/transaction'

/** What stands in the books now, without the history that led there: rows as text, in a fixed sequence. */
export async function booksOf(tenantId: string): Promise<Record<string, string[]>> {
  const asked = {
    balances:
      'select sku_id, warehouse_id, on_hand, defective, reserved, incoming, value_minor from stock_balances where tenant_id = $1',
    layers: 'select id, quantity_left, value_left_minor from cost_layers where tenant_id = $1 and quantity_left > 0',
    bins: 'select sku_id, bin_id, quantity from bin_balances where tenant_id = $1',
    reserved: `select holder_id, sku_id, warehouse_id, fulfilment_id, quantity from reservations where tenant_id = $1 and state = 'open'`,
    lines: 'select id, cost_minor from fulfilment_lines where tenant_id = $1',
    movements:
      'select sku_id, warehouse_id, bin_id, sum(quantity), sum(value_minor) from stock_movements where tenant_id = $1 group by 1, 2, 3',
    demands: 'select order_line_id, sku_id, quantity from stock_demands where tenant_id = $1',
    // How often a row was written and when is history; all else of it is not.
    orders: `select to_jsonb(o) - '{version,event_seq,updated_at}'::text[] from orders o where o.tenant_id = $1`,
    parcels: `select to_jsonb(f) - '{version,updated_at}'::text[] from fulfilments f where f.tenant_id = $1`,
    // What the sums of the dashboard come to: counters and what is still to be added to them.
    sums: `select day, shop_id, currency, state, sum(orders), sum(units), sum(goods_minor), sum(discount_minor), sum(freight_minor)
             from order_deltas where tenant_id = $1 group by 1, 2, 3, 4 having sum(orders) <> 0`,
  }
  return inTenant(tenantId, 'read', async (client) => {
    const found: Record<string, string[]> = {}
    for (const [name, sql] of Object.entries(asked)) {
      const { rows } = await client.query<{ row: string }>(`select x::text as row from (${sql}) x order by 1`, [
        tenantId,
      ])
      found[name] = rows.map(({ row }) => row)
    }
    return found
  })
}
