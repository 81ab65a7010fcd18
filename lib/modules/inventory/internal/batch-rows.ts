import type { BatchView } from '@/lib/modules/inventory/batch-schema'

export type BatchRow = {
  id: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  code: string
  made_on: string | null
  expires_on: string | null
  sell_until: string | null
  days_left: number | null
  status: BatchView['status']
  on_hand: number
  locked_at: Date | null
  words: Buffer
  created_at: Date
  version: number
}

/** What a batch is on a day. */
export const statusOn = (
  today: string,
) => `case when k.locked_at is not null then 'locked' when k.expires_on < ${today}::date then 'expired'
    when k.sell_until < ${today}::date then 'short' else 'usable' end`

/** Batches with what lies of them in the warehouses of `scope`, as of `today`; conditions follow after `k.tenant_id = $1`. */
export const selectBatches = (today: string, scope: string) => `
  select k.id, k.sku_id, s.code as sku_code, s.name, s.name_en, k.code, k.made_on, k.expires_on, k.sell_until, k.expires_on - ${today}::date as days_left,
         ${statusOn(today)} as status, h.on_hand, k.locked_at, k.words, k.created_at, k.version
    from stock_batches k
    join skus s on s.tenant_id = $1 and s.id = k.sku_id
   cross join lateral (
     select coalesce(sum(x.quantity), 0)::int as on_hand from batch_balances x join bins n on n.tenant_id = $1 and n.id = x.bin_id
      where x.tenant_id = $1 and x.batch_id = k.id and x.quantity > 0 and (${scope}::uuid[] is null or n.warehouse_id = any(${scope}::uuid[]))) h
   where k.tenant_id = $1`

export function batchView(row: BatchRow): BatchView {
  return {
    id: row.id,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    name: row.name,
    nameEn: row.name_en,
    batchNo: row.code,
    producedOn: row.made_on,
    expiresOn: row.expires_on,
    sellUntil: row.sell_until,
    daysLeft: row.days_left,
    status: row.status,
    onHand: row.on_hand,
    lockedAt: row.locked_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
