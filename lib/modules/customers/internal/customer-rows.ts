import { fromMinor } from '@/lib/kernel/money'
import { refuse } from '@/lib/kernel/refusal'
import { customerAad } from '@/lib/modules/customers/internal/customer-body'
import type { CustomerBody, CustomerRow, MaskedCustomer } from '@/lib/modules/customers/schema'
import { ordersOf, visible } from '@/lib/modules/customers/visible'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

export type DbCustomer = {
  id: string
  number: string
  body: Buffer
  masked: MaskedCustomer
  words: Buffer
  group_name: string
  tags: string[]
  created_at: Date
  version: number
}

export const customerColumns =
  'c.id, c.number, c.body, c.masked, c.words, c.group_name, c.tags, c.created_at, c.version'

export async function customerRow(
  ctx: Context,
  customerId: string,
  mode: 'read' | 'change' = 'read',
): Promise<DbCustomer> {
  const [row] = await ctx.sql<DbCustomer>(
    `select ${customerColumns} from customers c where c.tenant_id = $1 and c.id = $2 and ${visible('$3', '$4')}
     ${mode === 'change' ? 'for no key update of c' : ''}`,
    [customerId, ctx.actor.scope.shopIds, ctx.actor.id],
  )
  return row ?? refuse('not_found')
}

export function openBody(crypt: TenantCrypt, { id, body }: DbCustomer): CustomerBody {
  return JSON.parse(crypt.open(customerAad(id), body)) as CustomerBody
}

type Purchases = {
  id: string
  orders: number
  spent: { currency: string; minor: string }[] | null
  last_at: Date | null
}

/** What these customers bought in the shops the actor sees, by one statement. */
async function purchasesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Purchases>> {
  const rows = await ctx.sql<Purchases>(
    `select c.id, coalesce(sum(p.orders), 0)::int as orders, max(p.last_at) as last_at,
            jsonb_agg(jsonb_build_object('currency', p.currency, 'minor', p.minor::text) order by p.currency) filter (where p.currency is not null) as spent
       from unnest($2::uuid[]) as c(id)
       left join lateral (
         select o.currency, count(*) as orders, sum(o.total_minor) as minor, max(o.ordered_at) as last_at
           from orders o where o.tenant_id = $1 and o.id in (${ordersOf('$3')}) and o.state not in ('invalid', 'cancelled')
          group by o.currency) p on true
      group by c.id`,
    [ids, ctx.actor.scope.shopIds],
    'customers-purchases',
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function customerRows(ctx: Context, rows: readonly DbCustomer[]): Promise<CustomerRow[]> {
  const bought = await purchasesOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const { orders = 0, spent = [], last_at = null } = bought.get(row.id) ?? {}
    return {
      id: row.id,
      number: row.number,
      name: row.masked.name,
      phone: row.masked.phone,
      email: row.masked.email,
      group: row.group_name,
      tags: row.tags,
      orderCount: orders,
      spent: (spent ?? []).map(({ currency, minor }) => ({ currency, total: fromMinor(BigInt(minor), currency) })),
      lastOrderAt: last_at?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
      version: row.version,
    }
  })
}

type Order = {
  id: string
  number: string
  channel_order_no: string
  shop_code: string
  state: string
  total_minor: bigint
  currency: string
  ordered_at: Date
}

const newest = 50

export async function ordersOfCustomer(ctx: Context, customerId: string) {
  const rows = await ctx.sql<Order>(
    `select o.id, o.number, o.channel_order_no, s.code as shop_code, o.state, o.total_minor, o.currency, o.ordered_at
       from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id, (select $2::uuid as id) c
      where o.tenant_id = $1 and o.id in (${ordersOf('$3')}) order by o.ordered_at desc, o.id desc limit ${newest}`,
    [customerId, ctx.actor.scope.shopIds],
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    channelOrderNo: row.channel_order_no,
    shopCode: row.shop_code,
    state: row.state,
    total: fromMinor(row.total_minor, row.currency),
    currency: row.currency,
    orderedAt: row.ordered_at.toISOString(),
  }))
}
