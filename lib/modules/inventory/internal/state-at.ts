/**
 * What stood in the places `b` (sku_id, warehouse_id) at a moment, as `on_hand`, `defective`, `reserved` and `value_minor`: the snapshot
 * before it and what happened since, so that the age of the question costs nothing and the length of the ledger little.
 * Without a snapshot it begins with a row of nothing rather than with `coalesce`: that is not known to be leakproof, and
 * row-level security would keep it from the index.
 */
export function stateAt(moment: string): { columns: string; joins: string } {
  const between = (column: string) => `${column} > snap.at and ${column} <= ${moment}::timestamptz`
  const held = (column: string) => `left join lateral (
      select sum(r.quantity) as quantity from reservations r
       where r.tenant_id = $1 and r.sku_id = b.sku_id and r.warehouse_id = b.warehouse_id and ${between(`r.${column}`)})`
  return {
    columns: `(snap.on_hand + coalesce(moved.quantity, 0))::int as on_hand,
      (snap.defective + coalesce(moved.defective, 0))::int as defective,
      (snap.reserved + coalesce(opened.quantity, 0) - coalesce(closed.quantity, 0))::int as reserved,
      (snap.value_minor + coalesce(moved.value, 0))::bigint as value_minor`,
    joins: `cross join lateral (
      select at, on_hand, defective, reserved, value_minor from (
        (select s.at, s.on_hand, s.defective, s.reserved, s.value_minor from stock_snapshots s
          where s.tenant_id = $1 and s.sku_id = b.sku_id and s.warehouse_id = b.warehouse_id and s.at <= ${moment}::timestamptz
          order by s.at desc limit 1)
        union all select '-infinity'::timestamptz, 0, 0, 0, 0::bigint) kept
       order by at desc limit 1) snap
    left join lateral (
      select sum(m.quantity) as quantity, sum(m.quantity) filter (where m.defective) as defective, sum(m.value_minor) as value from stock_movements m
       where m.tenant_id = $1 and m.sku_id = b.sku_id and m.warehouse_id = b.warehouse_id and ${between('m.at')}) moved on true
    ${held('created_at')} opened on true
    ${held('closed_at')} closed on true`,
  }
}

/** What of these places could not be promised at a moment, besides what was reserved or lay defective: `blocked` and `pooled`. */
export function asideAt(moment: string): { columns: string; joins: string } {
  return {
    columns: 'aside.blocked, aside.pooled',
    joins: `cross join lateral (
      select blocked, pooled from (
        (select s.at, s.blocked, s.pooled from stock_asides s
          where s.tenant_id = $1 and s.sku_id = b.sku_id and s.warehouse_id = b.warehouse_id and s.at <= ${moment}::timestamptz
          order by s.at desc limit 1)
        union all select '-infinity'::timestamptz, 0, 0) kept
       order by at desc limit 1) aside`,
  }
}
