import { stockChanged } from '@/lib/modules/inventory/events'
import { type Context, handful } from '@/lib/platform/door/context'
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
    /** The bin is one for goods that nobody may promise. */
    defective: boolean
    batchId: string | null
    lineId: string | null
  }[]
  layers: {
    id: string
    skuId: string
    warehouseId: string
    receivedAt: Date
    quantity: number
    value: bigint
    left: number
    valueLeft: bigint
    movementId: string
    batchId: string | null
  }[]
  /** What is left of layers that were there before. */
  usedLayers: { id: string; left: number; value: bigint }[]
  uses: { movementId: string; layerId: string; quantity: number; value: bigint }[]
  /** `poolId`: the units are those of a pool. */
  opened: {
    id: string
    skuId: string
    warehouseId: string
    holderId: string
    fulfilmentId: string
    quantity: number
    poolId: string | null
  }[]
  /** Reservations to close, all into one state. */
  closed: { ids: string[]; state: 'consumed' | 'released' | 'broken' }
  /** What is on its way to a place, more or less of it. */
  expected: { skuId: string; warehouseId: string; quantity: number }[]
  /** Units of batches that nobody may sell: how many more or less of them lie in a place's sellable bins. */
  blocked: { skuId: string; warehouseId: string; quantity: number }[]
  /** Units that belong to a pool from now on, or no longer; a pool's row for the place is there already. */
  pooled: { poolId: string; skuId: string; warehouseId: string; quantity: number }[]
}

export const noPosting: Posting = {
  movements: [],
  layers: [],
  usedLayers: [],
  uses: [],
  opened: [],
  closed: { ids: [], state: 'released' },
  expected: [],
  blocked: [],
  pooled: [],
}

/**
 * The only writer of movements, reservations, layers, their uses, bin and batch balances and balances: one statement, so that no moment
 * exists in which they disagree; the CHECKs behind it refuse what would oversell. The caller holds the balance rows locked.
 * A posting dated before a snapshot (history that is played in later) corrects that snapshot, too.
 */
export async function writePosting(ctx: Context, p: Posting): Promise<void> {
  if (p.movements.length > handful) await ctx.planAnew()
  const crypt = await ctx.crypt()
  const movements = p.movements.map(({ note, ...m }) => ({
    ...m,
    words: sealWords(crypt, wordsAad('stock_movements', m.id), note).toString('base64'),
  }))
  const [done] = await ctx.sql<{ emptied: number; drained: number; unpooled: number; changed: string[] | null }>(
    `with moved as (
       insert into stock_movements (tenant_id, id, at, sku_id, warehouse_id, bin_id, quantity, reason, reference_type, reference_id,
                                    reference, words, value_minor, currency, actor_kind, actor_id, key, defective, batch_id, line_id)
       select $1, m.id, $2, m.sku, m.warehouse, m.bin, m.quantity, m.reason, m.rtype, m.rid, m.ref, decode(m.words, 'base64'), m.value, $3, $4, $5, m.key, m.defective,
              m.batch, m.line
         from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::int[], $11::bigint[], $12::text[], $13::text[], $14::uuid[],
                     $15::text[], $16::text[], $17::text[], $18::boolean[], $46::uuid[], $47::uuid[])
           as m(id, sku, warehouse, bin, quantity, value, reason, rtype, rid, ref, words, key, defective, batch, line)
       returning sku_id, warehouse_id, bin_id, quantity, value_minor, defective, batch_id
     ), layered as (
       insert into cost_layers (tenant_id, id, sku_id, warehouse_id, received_at, quantity_in, quantity_left, value_in_minor, value_left_minor, movement_id, batch_id)
       select $1, l.id, l.sku, l.warehouse, l.received_at, l.quantity, l.quantity_left, l.value, l.value_left, l.movement, l.batch
         from unnest($19::uuid[], $20::uuid[], $21::uuid[], $22::timestamptz[], $23::int[], $24::bigint[], $25::int[], $26::bigint[], $27::uuid[], $48::uuid[])
           as l(id, sku, warehouse, received_at, quantity, value, quantity_left, value_left, movement, batch)
       returning id
     ), used as (
       update cost_layers c set quantity_left = u.quantity_left, value_left_minor = u.value
         from unnest($28::uuid[], $29::int[], $30::bigint[]) as u(id, quantity_left, value)
        where c.tenant_id = $1 and c.id = u.id returning c.id
     ), uses as (
       insert into cost_layer_uses (tenant_id, movement_id, layer_id, quantity, value_minor)
       select $1, u.movement, u.layer, u.quantity, u.value
         from unnest($31::uuid[], $32::uuid[], $33::int[], $34::bigint[]) as u(movement, layer, quantity, value)
       returning layer_id
     ), opened as (
       insert into reservations (tenant_id, id, sku_id, warehouse_id, holder_id, fulfilment_id, quantity, created_at, pool_id)
       select $1, r.id, r.sku, r.warehouse, r.holder, r.fulfilment, r.quantity, $2, r.pool
         from unnest($35::uuid[], $36::uuid[], $37::uuid[], $38::uuid[], $39::uuid[], $40::int[], $52::uuid[])
           as r(id, sku, warehouse, holder, fulfilment, quantity, pool)
       returning sku_id, warehouse_id, quantity, pool_id
     ), closed as (
       update reservations r set state = $42, closed_at = $2
        where r.tenant_id = $1 and r.id = any($41::uuid[]) and r.state = 'open'
       returning r.sku_id, r.warehouse_id, r.quantity, r.pool_id
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
     ), batched as (
       insert into batch_balances (tenant_id, sku_id, bin_id, batch_id, quantity)
       select $1, sku_id, bin_id, batch_id, sum(quantity)::int from moved where batch_id is not null
        group by sku_id, bin_id, batch_id having sum(quantity) > 0
       on conflict (tenant_id, sku_id, bin_id, batch_id) do update set quantity = batch_balances.quantity + excluded.quantity
       returning sku_id
     ), unbatched as (
       update batch_balances b set quantity = b.quantity + m.quantity
         from (select sku_id, bin_id, batch_id, sum(quantity)::int as quantity from moved where batch_id is not null
                group by sku_id, bin_id, batch_id having sum(quantity) < 0) m
        where b.tenant_id = $1 and b.sku_id = m.sku_id and b.bin_id = m.bin_id and b.batch_id = m.batch_id
       returning b.sku_id
     ), pool_change as (
       select pool_id, sku_id, warehouse_id, sum(quantity)::int as quantity, sum(reserved)::int as reserved from (
         select q.pool as pool_id, q.sku as sku_id, q.warehouse as warehouse_id, q.quantity, 0 as reserved
           from unnest($53::uuid[], $54::uuid[], $55::uuid[], $56::int[]) as q(pool, sku, warehouse, quantity)
         union all select pool_id, sku_id, warehouse_id, 0, quantity from opened where pool_id is not null
         union all select pool_id, sku_id, warehouse_id, case when $42 = 'consumed' then -quantity else 0 end, -quantity from closed where pool_id is not null
       ) parts group by pool_id, sku_id, warehouse_id
     ), repooled as (
       update pool_balances p set quantity = p.quantity + c.quantity, reserved = p.reserved + c.reserved
         from pool_change c
        where p.tenant_id = $1 and p.pool_id = c.pool_id and p.sku_id = c.sku_id and p.warehouse_id = c.warehouse_id
       returning p.sku_id
     ), change as (
       select sku_id, warehouse_id, sum(on_hand)::int as on_hand, sum(defective)::int as defective, sum(reserved)::int as reserved,
              sum(incoming)::int as incoming, sum(value)::bigint as value, sum(blocked)::int as blocked,
              sum(pooled)::int as pooled from (
         select sku_id, warehouse_id, quantity as on_hand, case when defective then quantity else 0 end as defective, 0 as reserved, 0 as incoming,
                value_minor as value, 0 as blocked, 0 as pooled from moved
         union all select sku_id, warehouse_id, 0, 0, quantity, 0, 0, 0, 0 from opened
         union all select sku_id, warehouse_id, 0, 0, -quantity, 0, 0, 0, 0 from closed
         union all select e.sku, e.warehouse, 0, 0, 0, e.quantity, 0, 0, 0 from unnest($43::uuid[], $44::uuid[], $45::int[]) as e(sku, warehouse, quantity)
         union all select e.sku, e.warehouse, 0, 0, 0, 0, 0, e.quantity, 0 from unnest($49::uuid[], $50::uuid[], $51::int[]) as e(sku, warehouse, quantity)
         union all select sku_id, warehouse_id, 0, 0, 0, 0, 0, 0, quantity - reserved from pool_change
       ) parts group by sku_id, warehouse_id
     ), corrected as (
       update stock_snapshots s
          set on_hand = s.on_hand + c.on_hand, defective = s.defective + c.defective, reserved = s.reserved + c.reserved, value_minor = s.value_minor + c.value
         from change c
        where s.tenant_id = $1 and s.sku_id = c.sku_id and s.warehouse_id = c.warehouse_id and s.at >= $2
       returning s.sku_id
     ), balanced as (
       update stock_balances b
          set on_hand = b.on_hand + c.on_hand, defective = b.defective + c.defective, reserved = b.reserved + c.reserved,
              incoming = b.incoming + c.incoming, value_minor = b.value_minor + c.value, blocked = b.blocked + c.blocked,
              pooled = b.pooled + c.pooled
         from change c
        where b.tenant_id = $1 and b.sku_id = c.sku_id and b.warehouse_id = c.warehouse_id
       returning b.sku_id, b.warehouse_id, b.blocked, b.pooled, c.blocked <> 0 or c.pooled <> 0 as aside
     ), aside as (
       insert into stock_asides (tenant_id, sku_id, warehouse_id, at, blocked, pooled)
       select $1, b.sku_id, b.warehouse_id,
              -- Whoever waited for the balance may have begun before the one who had it: what is written last holds from the last moment on.
              greatest($2, (select max(s.at) from stock_asides s where s.tenant_id = $1 and s.sku_id = b.sku_id and s.warehouse_id = b.warehouse_id)),
              b.blocked, b.pooled
         from balanced b where b.aside
       on conflict (tenant_id, sku_id, warehouse_id, at) do update set blocked = excluded.blocked, pooled = excluded.pooled
       returning sku_id
     )
     select (select count(*) from unbinned)::int as emptied, (select count(*) from unbatched)::int as drained,
            (select count(*) from pool_change)::int - (select count(*) from repooled)::int as unpooled,
            (select array_agg(distinct sku_id) from change where on_hand - defective - blocked - reserved - pooled <> 0 or incoming <> 0) as changed`,
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
        'defective',
      ]),
      ...columns(p.layers, [
        'id',
        'skuId',
        'warehouseId',
        'receivedAt',
        'quantity',
        'value',
        'left',
        'valueLeft',
        'movementId',
      ]),
      ...columns(p.usedLayers, ['id', 'left', 'value']),
      ...columns(p.uses, ['movementId', 'layerId', 'quantity', 'value']),
      ...columns(p.opened, ['id', 'skuId', 'warehouseId', 'holderId', 'fulfilmentId', 'quantity']),
      p.closed.ids,
      p.closed.state,
      ...columns(p.expected, ['skuId', 'warehouseId', 'quantity']),
      ...columns(movements, ['batchId', 'lineId']),
      ...columns(p.layers, ['batchId']),
      ...columns(p.blocked, ['skuId', 'warehouseId', 'quantity']),
      ...columns(p.opened, ['poolId']),
      ...columns(p.pooled, ['poolId', 'skuId', 'warehouseId', 'quantity']),
    ],
    'post-stock',
  )
  if (done?.changed) ctx.emit(stockChanged(done.changed))
  // A CHECK keeps a bin from going below zero, but a bin that never held the SKU has no row to keep.
  if (done?.emptied !== lessened(p.movements, ({ skuId, binId }) => `${skuId} ${binId}`))
    throw new Error('units left a bin that does not hold them')
  if (done.unpooled > 0) throw new Error('units of a pool that has no row for their place')
  const batched = p.movements.filter((m) => m.batchId !== null)
  if (done.drained !== lessened(batched, ({ binId, batchId }) => `${binId} ${batchId}`))
    throw new Error('units left a bin that does not hold them of their batch')
}

/** How many bins, or batches in bins, hold less afterwards. */
function lessened(movements: Posting['movements'], keyOf: (m: Posting['movements'][number]) => string): number {
  const changes = new Map<string, number>()
  for (const movement of movements) {
    const key = keyOf(movement)
    changes.set(key, (changes.get(key) ?? 0) + movement.quantity)
  }
  return [...changes.values()].filter((quantity) => quantity < 0).length
}

function columns<T>(rows: readonly T[], names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]))
}
