/**
 * What drafts of transfers would take from a warehouse and bring to it: nobody has reserved it, but it is not offered a second time. `of`
 * narrows the lines to some SKUs.
 */
export const drafted = (of = '') => `
  drafted as (
    select l.sku_id, p.warehouse_id, sum(p.gives * l.quantity)::int as gives, sum(p.gets * l.quantity)::int as gets
      from stock_transfers t join stock_transfer_lines l on l.tenant_id = $1 and l.transfer_id = t.id ${of}
     cross join lateral (values (t.from_warehouse_id, 1, 0), (t.to_warehouse_id, 0, 1)) p (warehouse_id, gives, gets)
     where t.tenant_id = $1 and t.state = 'draft' group by l.sku_id, p.warehouse_id)`
