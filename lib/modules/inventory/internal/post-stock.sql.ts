import type { Context } from '@/lib/platform/door/context'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** One row of each kind that a posting writes; sums per SKU × warehouse are made by the statement itself. */
export type Posting = {
  movements: {
    id: string
    skuId: string
    warehouseId: string
    binId: string
    quantity: number
    value: bigint
    reason: string
    referenceType: string
    referenceId: string
    reference: string
    /** What a person typed; sealed here. */
    note: string
    key: string
  }[]
  layers: {
    id: string
    skuId: string
    warehouseId: string
    quantity: number
    value: bigint
    left: number
    valueLeft: bigint
    movementId: string
  }[]
  /** What is left of layers that were there before. */
  usedLayers: { id: string; left: number; value: bigint }[]
  uses: { movementId: string; layerId: string; quantity: number; value: bigint }[]
  opened: { id: string; skuId: string; warehouseId: string; holderId: string; fulfilmentId: string; quantity: number }[]
  /** Reservations to close, all into one state. */
  closed: { ids: string[]; state: 'consumed' | 'released' | 'broken' }
}

export const noPosting: Posting = {
  movements: [],
  layers: [],
  usedLayers: [],
  uses: [],
  opened: [],
  closed: { ids: [], state: 'released' },
}

/**
 * The only writer of movements, reservations, layers, their uses, bin balances and balances: one statement, so that no moment
 * exists in which they disagree; the CHECKs behind it refuse what would oversell. The caller holds the balance rows locked.
 * A posting dated before a snapshot (history that is played in later) corrects that snapshot, too.
 */
export async function writePosting(ctx: Context, p: Posting): Promise<void> {
  const crypt = await ctx.crypt()
  const movements = p.movements.map(({ note, ...m }) => ({
    ...m,
    words: sealWords(crypt, wordsAad('stock_movements', m.id), note).toString('base64'),
  }))
  await ctx.sql(
    `with moved as (
       insert into stock_movements (tenant_id, id, at, sku_id, warehouse_id, bin_id, quantity, reason, reference_type, reference_id,
                                    reference, words, value_minor, currency, actor_kind, actor_id, key)
       select $1, m.id, $2, m.sku, m.warehouse, m.bin, m.quantity, m.reason, m.rtype, m.rid, m.ref, decode(m.words, 'base64'), m.value, $3, $4, $5, m.key
         from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::int[], $11::bigint[], $12::text[], $13::text[], $14::uuid[],
                     $15::text[], $16::text[], $17::text[])
           as m(id, sku, warehouse, bin, quantity, value, reason, rtype, rid, ref, words, key)
       returning sku_id, warehouse_id, bin_id, quantity, value_minor
     ), layered as (
       insert into cost_layers (tenant_id, id, sku_id, warehouse_id, received_at, quantity_in, quantity_left, value_in_minor, value_left_minor, movement_id)
       select $1, l.id, l.sku, l.warehouse, $2, l.quantity, l.quantity_left, l.value, l.value_left, l.movement
         from unnest($18::uuid[], $19::uuid[], $20::uuid[], $21::int[], $22::bigint[], $23::int[], $24::bigint[], $25::uuid[])
           as l(id, sku, warehouse, quantity, value, quantity_left, value_left, movement)
       returning id
     ), used as (
       update cost_layers c set quantity_left = u.quantity_left, value_left_minor = u.value
         from unnest($26::uuid[], $27::int[], $28::bigint[]) as u(id, quantity_left, value)
        where c.tenant_id = $1 and c.id = u.id returning c.id
     ), uses as (
       insert into cost_layer_uses (tenant_id, movement_id, layer_id, quantity, value_minor)
       select $1, u.movement, u.layer, u.quantity, u.value
         from unnest($29::uuid[], $30::uuid[], $31::int[], $32::bigint[]) as u(movement, layer, quantity, value)
       returning layer_id
     ), opened as (
       insert into reservations (tenant_id, id, sku_id, warehouse_id, holder_id, fulfilment_id, quantity, created_at)
       select $1, r.id, r.sku, r.warehouse, r.holder, r.fulfilment, r.quantity, $2
         from unnest($33::uuid[], $34::uuid[], $35::uuid[], $36::uuid[], $37::uuid[], $38::int[]) as r(id, sku, warehouse, holder, fulfilment, quantity)
       returning sku_id, warehouse_id, quantity
     ), closed as (
       update reservations r set state = $40, closed_at = $2
        where r.tenant_id = $1 and r.id = any($39::uuid[]) and r.state = 'open'
       returning r.sku_id, r.warehouse_id, r.quantity
     ), binned as (
       insert into bin_balances (tenant_id, sku_id, bin_id, quantity)
       select $1, sku_id, bin_id, sum(quantity)::int from moved group by sku_id, bin_id having sum(quantity) > 0
       on conflict (tenant_id, sku_id, bin_id) do update set quantity = bin_balances.quantity + excluded.quantity
       returning sku_id
     ), unbinned as (
       update bin_balances b set quantity = b.quantity + m.quantity
         from (select sku_id, bin_id, sum(quantity)::int as quantity from moved group by sku_id, bin_id having sum(quantity) < 0) m
        where b.tenant_id = $1 and b.sku_id = m.sku_id and b.bin_id = m.bin_id
       returning b.sku_id
     ), change as (
       select sku_id, warehouse_id, sum(on_hand)::int as on_hand, sum(reserved)::int as reserved, sum(value)::bigint as value from (
         select sku_id, warehouse_id, quantity as on_hand, 0 as reserved, value_minor as value from moved
         union all select sku_id, warehouse_id, 0, quantity, 0 from opened
         union all select sku_id, warehouse_id, 0, -quantity, 0 from closed
       ) parts group by sku_id, warehouse_id
     ), corrected as (
       update stock_snapshots s
          set on_hand = s.on_hand + c.on_hand, reserved = s.reserved + c.reserved, value_minor = s.value_minor + c.value
         from change c
        where s.tenant_id = $1 and s.sku_id = c.sku_id and s.warehouse_id = c.warehouse_id and s.at >= $2
       returning s.sku_id
     )
     update stock_balances b
        set on_hand = b.on_hand + c.on_hand, reserved = b.reserved + c.reserved, value_minor = b.value_minor + c.value
       from change c
      where b.tenant_id = $1 and b.sku_id = c.sku_id and b.warehouse_id = c.warehouse_id`,
    [
      ctx.now,
      ctx.tenant.currency,
      ctx.actor.kind,
      ctx.actor.id,
      ...columns(movements, [
        'id',
        'skuId',
        'warehouseId',
        'binId',
        'quantity',
        'value',
        'reason',
        'referenceType',
        'referenceId',
        'reference',
        'words',
        'key',
      ]),
      ...columns(p.layers, ['id', 'skuId', 'warehouseId', 'quantity', 'value', 'left', 'valueLeft', 'movementId']),
      ...columns(p.usedLayers, ['id', 'left', 'value']),
      ...columns(p.uses, ['movementId', 'layerId', 'quantity', 'value']),
      ...columns(p.opened, ['id', 'skuId', 'warehouseId', 'holderId', 'fulfilmentId', 'quantity']),
      p.closed.ids,
      p.closed.state,
    ],
    'post-stock',
  )
}

function columns<T>(rows: readonly T[], names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]))
}
