import { createHash } from 'node:crypto'
import { addDays, dayStart } from '@/lib/kernel/time'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { orderColumns } from '@/lib/modules/orders/internal/order-row'
import { type Bind, binder, shopsOf } from '@/lib/modules/orders/internal/visible-orders'
import { isHeld, isOverdue, refundDue } from '@/lib/modules/orders/internal/waiting-orders'
import type { OrderFilter } from '@/lib/modules/orders/order-filter'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'

type Resolved = {
  shopId: string | undefined
  ids: readonly string[] | undefined
  after: readonly [string, string] | undefined
}

const names = new Map<string, string>()

/** What the filter asks of an order `o`, but for scope of shops and paging. `p` keeps a value and answers its place. */
export function orderConditions(
  ctx: Context,
  filter: OrderFilter,
  ids: readonly string[] | undefined,
  p: Bind,
): string[] {
  const where = ['o.tenant_id = $1']
  const { warehouseIds } = ctx.actor.scope
  const { timeZone } = ctx.tenant

  if (filter.state) where.push(`o.state = ${p(filter.state)}`)
  if (filter.valid) where.push(`o.state not in ('cancelled', 'invalid')`)
  if (filter.channelOrderNo !== undefined) where.push(`o.channel_order_no = ${p(filter.channelOrderNo)}`)
  if (filter.from) where.push(`o.ordered_at >= ${p(dayStart(filter.from, timeZone))}`)
  if (filter.to) where.push(`o.ordered_at < ${p(dayStart(addDays(filter.to, 1), timeZone))}`)
  if (filter.hold) where.push(filter.hold === 'any' ? isHeld : 'o.hold_count > 0')
  if (filter.currency) where.push(`o.currency = ${p(filter.currency)}`)
  // As a list of ids: few orders are such a task, and they have an index of their own.
  if (filter.refundDue) where.push(`o.id in (select o.id from orders o where o.tenant_id = $1 and ${refundDue()})`)
  if (filter.overdue) where.push(isOverdue(p, ctx.now))
  if (filter.hold && filter.hold !== 'any') {
    where.push(
      `exists (select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code = ${p(filter.hold)})`,
    )
  }
  if (filter.flag) where.push(filter.flag === 'any' ? `o.flag <> ''` : `o.flag <> '' and o.flag = ${p(filter.flag)}`)
  if (filter.assignee === 'none') where.push('o.assignee_id is null')
  else if (filter.assignee)
    where.push(`o.assignee_id = ${p(filter.assignee === 'me' ? ctx.actor.id : filter.assignee)}::uuid`)
  if (filter.tagId) {
    // As a list of ids: few orders carry a tag, and walking the newest orders for them could be walking all.
    where.push(
      `o.id in (select x.order_id from order_tags x where x.tenant_id = $1 and x.tag_id = ${p(filter.tagId)}::uuid)`,
    )
  }
  if (filter.sku !== undefined) {
    // As the sales report counts: the SKU that is called so now under whatever code it was sold, and lines of that code without a SKU.
    const key = p(codeKey(filter.sku))
    const lines = `select l.order_id from order_lines l where l.tenant_id = $1 and l.quantity > 0 and l.kind = 'ordered'`
    where.push(`o.id in (
      ${lines} and l.sku_id = (select s.id from skus s where s.tenant_id = $1 and s.code_key = ${key})
      union all ${lines} and l.sku_key = ${key} and l.sku_id is null)`)
  }
  if (ids) where.push(`o.id = any(${p(ids)}::uuid[])`)
  if (warehouseIds) {
    where.push(`exists (select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = o.id and f.warehouse_id = any(${p(warehouseIds)}::uuid[]))`)
  }
  return where
}

/**
 * The order list as one statement. Every combination of filters walks an index in the list's own sequence; a scope of several
 * shops walks each shop's index for one page and merges, because `shop_id = any(…)` would sort them all.
 */
export function orderListSql(ctx: Context, filter: OrderFilter, { shopId, ids, after }: Resolved) {
  const params: unknown[] = []
  const p: Bind = (value) => `$${params.push(value) + 1}`
  const where = orderConditions(ctx, filter, ids, p)
  const { shopIds } = ctx.actor.scope
  const oldest = filter.sort === 'oldest'
  if (after)
    where.push(`(o.ordered_at, o.id) ${oldest ? '>' : '<'} (${p(after[0])}::timestamptz, ${p(after[1])}::uuid)`)

  const sorted = `order by ${oldest ? 'o.ordered_at, o.id' : 'o.ordered_at desc, o.id desc'} limit ${p(filter.limit + 1)}`
  const shop = 'join shops s on s.tenant_id = $1 and s.id = o.shop_id'
  let text: string
  if (shopIds && !shopId && !ids) {
    const page = `select o.* from orders o where ${[...where, 'o.shop_id = k.id'].join(' and ')} ${sorted}`
    const source = `unnest(${p(shopIds)}::uuid[]) as k(id) cross join lateral (${page}) o`
    text = `select ${orderColumns} from ${source} ${shop} ${sorted}`
  } else {
    if (shopId) where.push(`o.shop_id = ${p(shopId)}`)
    else if (shopIds) where.push(`o.shop_id = any(${p(shopIds)}::uuid[])`)
    text = `select ${orderColumns} from orders o ${shop} where ${where.join(' and ')} ${sorted}`
  }
  return { text, params, name: nameOf(text) }
}

/** The same orders in no sequence, for who only counts them: any index that knows the filter will do. */
export function orderRowsSql(
  ctx: Context,
  filter: OrderFilter,
  { shopId, ids }: Pick<Resolved, 'shopId' | 'ids'>,
): Statement {
  const { bind, params } = binder()
  const where = orderConditions(ctx, filter, ids, bind)
  const shopIds = shopsOf(ctx, shopId)
  if (shopIds) where.push(`o.shop_id = any(${bind(shopIds)}::uuid[])`)
  return { text: `select 1 from orders o where ${where.join(' and ')} limit ${bind(filter.limit + 1)}`, params }
}

/** Filters combine into few texts; each is prepared once per connection. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `order-list-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}
