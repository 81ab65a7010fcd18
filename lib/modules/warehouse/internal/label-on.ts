import { codeKey } from '@/lib/modules/catalog/code-key'
import { cartonCode } from '@/lib/modules/warehouse/internal/cartons'
import type { Parcel } from '@/lib/modules/warehouse/internal/codes'
import type { Judged } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import type { Context } from '@/lib/platform/door/context'

/** Carriers give a number out again after a year or so; until then it names one parcel. */
const usedDays = 180

type Row = {
  own_carrier: string | null
  own_number: string | null
  mine: boolean
  holder_id: string | null
  holder: string | null
  voided: boolean
  no_label: boolean
}

type Label = { refused: Judged['refused']; label: Judged['label'] } | { label: NonNullable<Judged['label']> }

/**
 * Whether what was read off the parcel is its label: never another parcel's, never one that was made void, never a slip or the barcode of
 * something that lies about. Where a number was drawn for the parcel, it leaves with that one, by the carrier who gave it.
 */
export async function labelOn(
  ctx: Context,
  { warehouseId }: Station,
  parcel: Parcel,
  asked: { carrierCode: string; trackingNo: string },
): Promise<Label> {
  const key = asked.trackingNo.trim().toLowerCase()
  // Two stations with one label at the same moment: the second sees that the first has used it.
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('label ' || $1::uuid || $2, 0))", [key], 'label-lock')
  const code = asked.trackingNo.normalize('NFKC').toUpperCase()
  const [row] = await ctx.sql<Row>(
    `select own.carrier_code as own_carrier, own.number as own_number, coalesce(own.number_key = $3, false) as mine,
            h.id as holder_id, h.number as holder,
            exists (select 1 from waybills b where b.tenant_id = $1 and b.number_key = $3 and b.voided_at is not null) as voided,
            (exists (select 1 from fulfilments x where x.tenant_id = $1 and x.number = $4)
              or exists (select 1 from orders o where o.tenant_id = $1 and o.number = $4)
              or exists (select 1 from sku_barcodes b where b.tenant_id = $1 and b.barcode = $5)
              or exists (select 1 from skus s where s.tenant_id = $1 and s.code_key = $6)
              or exists (select 1 from bins b where b.tenant_id = $1 and b.warehouse_id = $7 and b.code = $4)
              or exists (select 1 from cartons c where c.tenant_id = $1 and c.code = $8)) as no_label
       from fulfilments f
       left join waybills own on own.tenant_id = $1 and own.fulfilment_id = f.id and own.voided_at is null
       left join lateral (
         select x.id, case when $9::uuid[] is null or x.shop_id = any($9) then x.number end as number from (
           select b.fulfilment_id as id from waybills b
            where b.tenant_id = $1 and b.number_key = $3 and b.voided_at is null and b.fulfilment_id <> $2
           union all
           select y.id from fulfilments y
            where y.tenant_id = $1 and y.tracking_key = $3 and y.id <> $2 and y.state in ('shipped', 'delivered') and y.shipped_at > $10) hit
           join fulfilments x on x.tenant_id = $1 and x.id = hit.id limit 1) h on true
      where f.tenant_id = $1 and f.id = $2`,
    [
      ...[parcel.id, key, code, asked.trackingNo.trim(), codeKey(asked.trackingNo), warehouseId],
      ...[cartonCode(asked.trackingNo), ctx.actor.scope.shopIds],
      new Date(ctx.now.getTime() - usedDays * 86_400_000),
    ],
    'parcel-label',
  )
  const own = { carrierCode: row?.own_carrier ?? null, trackingNo: row?.own_number ?? '', parcel: parcel.number }
  if (row?.holder_id)
    return { refused: 'wrong_label', label: { ...own, trackingNo: asked.trackingNo, parcel: row.holder } }
  if (row?.mine) return { label: own }
  if (row?.voided) return { refused: 'void_label', label: { ...own, trackingNo: asked.trackingNo } }
  if (row?.no_label) return { refused: 'no_label', label: null }
  if (row?.own_number) return { refused: 'other_label', label: own }
  return { label: { ...asked, parcel: parcel.number } }
}
