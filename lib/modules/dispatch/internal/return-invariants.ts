import type { Invariant } from '@/lib/modules/dispatch/internal/invariant'

const sku = (id: string) => `coalesce((select s.code from skus s where s.tenant_id = $1 and s.id = ${id}), ${id}::text)`

/** Of goods that buyers have sent back. */
export const returnInvariants: readonly Invariant[] = [
  {
    // What comes back is worth what the same units left with: in is what was told of the shipments.
    invariant: 'return.worth',
    broken: `select ${sku('m.sku_id')} || ' ' || m.reference || format(': %s units worth %s, left with %s worth %s', m.quantity, m.value_minor, u.quantity, u.value) as row
               from (select movement_id, sum(quantity) as quantity, sum(value_minor) as value from stock_returned_uses where tenant_id = $1 group by movement_id) u
               join stock_movements m on m.tenant_id = $1 and m.id = u.movement_id
              where m.quantity <> u.quantity or m.value_minor <> u.value`,
  },
  {
    // Of what left, no unit comes back twice, and when all are back, so is all they were worth.
    invariant: 'return.within-shipped',
    broken: `select ${sku('m.sku_id')} || ' ' || m.reference || format(': %s of %s back, worth %s of %s', r.quantity, -m.quantity, r.value, -m.value_minor) as row
               from (select shipment_id, sum(quantity) as quantity, sum(value_minor) as value from stock_returned_uses where tenant_id = $1 group by shipment_id) r
               join stock_movements m on m.tenant_id = $1 and m.id = r.shipment_id
              where r.quantity < 0 or r.quantity > -m.quantity or r.value < 0 or r.value > -m.value_minor
                 or (r.quantity = -m.quantity and r.value <> -m.value_minor) or (r.quantity = 0 and r.value <> 0)`,
  },
  {
    // Whoever reads how much is back reads the receipts' sum, and their worth is what was posted.
    invariant: 'return.received',
    broken: `select r.number || format(': %s of %s, %s', r.received, r.quantity, r.state) as row
               from return_requests r
              where r.tenant_id = $1 and ((r.state = 'returned') <> (r.received = r.quantity)
                 or (r.received > 0) and not exists (select 1 from return_receipts g where g.tenant_id = $1 and g.return_request_id = r.id and g.undone_at is null))
             union all
             select g.number || format(': told %s, posted %s', l.value, m.value) from return_receipts g
               join (select receipt_id, sum(value_minor) as value from return_receipt_lines where tenant_id = $1 group by receipt_id) l on l.receipt_id = g.id
               join (select reference_id, reference, sum(value_minor) as value from stock_movements where tenant_id = $1 and reason = 'return'
                      group by reference_id, reference) m on m.reference_id = g.return_request_id and m.reference = g.number
              where g.tenant_id = $1 and m.value <> case when g.undone_at is null then l.value else 0 end`,
  },
]
