/**
 * What stood in the places `b` (sku_id, warehouse_id) at a moment, as `on_hand`, `reserved` and `value_minor`: the snapshot
 * before it and what happened since, so that the age of the question costs nothing and the length of the ledger little.
 */
export function stateAt(moment: string): { columns: string; joins: string } {
  const between = (column: string) =>
    `${column} > coalesce(snap.at, '-infinity') and ${column} <= ${moment}::timestamptz`
  const held = (column: string) => `left join lateral (
      select sum(r.quantity) as quantity from reservations r
       where r.tenant_id = $1 and r.sku_id = b.sku_id and r.warehouse_id = b.warehouse_id and ${between(`r.${column}`)})`
  return {
    columns: `(coalesce(snap.on_hand, 0) + coalesce(moved.quantity, 0))::int as on_hand,
      (coalesce(snap.reserved, 0) + coalesce(opened.quantity, 0) - coalesce(closed.quantity, 0))::int as reserved,
      (coalesce(snap.value_minor, 0) + coalesce(moved.value, 0))::bigint as value_minor`,
    joins: `left join lateral (
      select s.at, s.on_hand, s.reserved, s.value_minor from stock_snapshots s
       where s.tenant_id = $1 and s.sku_id = b.sku_id and s.warehouse_id = b.warehouse_id and s.at <= ${moment}::timestamptz
       order by s.at desc limit 1) snap on true
    left join lateral (
      select sum(m.quantity) as quantity, sum(m.value_minor) as value from stock_movements m
       where m.tenant_id = $1 and m.sku_id = b.sku_id and m.warehouse_id = b.warehouse_id and ${between('m.at')}) moved on true
    ${held('created_at')} opened on true
    ${held('closed_at')} closed on true`,
  }
}
