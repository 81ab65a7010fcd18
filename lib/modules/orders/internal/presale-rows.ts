import { refuse } from '@/lib/kernel/refusal'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type PresaleRow = {
  id: string
  shop_id: string
  shop_code: string
  sku_code: string
  sku_name: string
  until: Date | null
  created_at: Date
}

export const presaleColumns = `p.id, p.shop_id, h.code as shop_code, s.code as sku_code, s.name as sku_name, p.until, p.created_at
  from presale_skus p join shops h on h.tenant_id = $1 and h.id = p.shop_id join skus s on s.tenant_id = $1 and s.id = p.sku_id`

export const presaleView = (row: PresaleRow) => ({
  id: row.id,
  shopCode: row.shop_code,
  skuCode: row.sku_code,
  skuName: row.sku_name,
  until: row.until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

export async function presaleRow(ctx: Context, presaleId: string): Promise<PresaleRow> {
  const [row] = await ctx.sql<PresaleRow>(`select ${presaleColumns} where p.tenant_id = $1 and p.id = $2`, [presaleId])
  return row && seesShop(ctx.actor, row.shop_id) ? row : refuse('not_found')
}
