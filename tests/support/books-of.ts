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
