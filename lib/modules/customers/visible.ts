/** Orders under a telling mark of the customer `c`, of the shops in parameter `shops`. */
export const ordersOf = (shops: string) => `
  select distinct o.id from customer_tokens k
    join order_search t on t.tenant_id = $1 and t.token = k.token
    join orders o on o.tenant_id = $1 and o.id = t.order_id
   where k.tenant_id = $1 and k.customer_id = c.id and k.telling and (${shops}::uuid[] is null or o.shop_id = any(${shops}::uuid[]))`

/** Who sees only some shops sees who bought there, and whom they wrote down themselves. */
export function visible(shops: string, actor: string): string {
  return `(${shops}::uuid[] is null or c.created_by = ${actor}::uuid or exists (${ordersOf(shops)}))`
}
