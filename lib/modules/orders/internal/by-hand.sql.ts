/** Whether a person, and not allocation, decided that this parcel of the order is one and where it leaves from. */
export const byHand = (orderId: string, parcelId: string) => `(
  exists (select 1 from order_events e where e.tenant_id = $1 and e.order_id = ${orderId} and e.kind = 'allocation'
             and e.data -> 'made' ? ${parcelId}::text)
  or exists (select 1 from fulfilment_lineage g where g.tenant_id = $1 and g.child_id = ${parcelId}
                and g.kind in ('split', 'unsplit', 'merge', 'unmerge', 'leave')))`
