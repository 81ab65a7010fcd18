import { orderColumns } from '@/lib/modules/orders/internal/order-row'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { pool } from '@/lib/platform/db/pools'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { blindOf } from '@/tests/bench/blind'
import { type ManyOrders, manyOrders } from '@/tests/bench/many-orders'
import { alternate, type Figure, figure } from '@/tests/bench/report'

const rounds = 41
const calls = 10

type Case = { name: string; input: Record<string, unknown>; where: string; params: unknown[] }

/**
 * The order list through the door (permission, scope, masks, refusals) against the same columns by one prepared statement in a
 * bound transaction, with 10,000 and with 1,000,000 orders; and how the buffers of a first page grow between the two.
 */
export async function orderListBench(): Promise<Figure[]> {
  const ownerUrl = env().DATABASE_OWNER_URL ?? ''
  const small = await manyOrders(10_000, ownerUrl)
  const start = performance.now()
  const large = await manyOrders(1_000_000, ownerUrl)
  const conditions = `${rounds} alternating rounds of ${calls} calls, page of 50; 1,000,000 orders made in ${Math.round((performance.now() - start) / 1000)} s`
  const figures: Figure[] = []
  for (const [size, data] of [
    ['10k', small],
    ['1m', large],
  ] as const) {
    for (const c of await cases(data)) figures.push(await compare(`order-list.${c.name}.${size}`, data, c, conditions))
  }
  const buffers = { small: await buffersOf(small), large: await buffersOf(large) }
  figures.push(
    figure(
      'order-list.flat',
      buffers.large,
      buffers.small,
      'lower',
      'buffers',
      'shared buffers of a first page at 1,000,000 ÷ at 10,000 orders, EXPLAIN as the app role',
    ),
  )
  return figures
}

async function cases(data: ManyOrders): Promise<Case[]> {
  const shop = await inTenant(
    data.tenantId,
    'read',
    async (c) =>
      (
        await c.query<{ id: string }>('select id from shops where tenant_id = $1 and code = $2', [
          data.tenantId,
          data.shopCode,
        ])
      ).rows[0]?.id,
  )
  let cursor: string | undefined
  for (let page = 0; page < 20; page++) {
    const input: Record<string, unknown> = { limit: 200, cursor }
    cursor = (await run(listOrders, data.owner, input)).nextCursor ?? undefined
  }
  const [at, id] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as [string, string]
  const [token] = await blindOf(data.tenantId, [data.buyer])
  return [
    { name: 'first', input: {}, where: 'true', params: [] },
    { name: 'deep', input: { cursor }, where: '(o.ordered_at, o.id) < ($2::timestamptz, $3::uuid)', params: [at, id] },
    { name: 'state', input: { state: 'pending_review' }, where: 'o.state = $2', params: ['pending_review'] },
    { name: 'shop', input: { shopCode: data.shopCode }, where: 'o.shop_id = $2', params: [shop] },
    {
      name: 'search',
      input: { q: data.buyer },
      where: 'o.id in (select t.order_id from order_search t where t.tenant_id = $1 and t.token = $2)',
      params: [token],
    },
  ]
}

async function compare(
  name: string,
  data: ManyOrders,
  { input, where, params }: Case,
  conditions: string,
): Promise<Figure> {
  const text = `select ${orderColumns} from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
    where o.tenant_id = $1 and ${where} order by o.ordered_at desc, o.id desc limit 51`
  const floor = async () => {
    const client = await pool('app').connect()
    await client.query(`begin read only; select app_set_tenant('${data.tenantId}')`)
    const { rows } = await client.query({ name: name.slice(0, 60), text, values: [data.tenantId, ...params] })
    await client.query('commit')
    client.release()
    return rows
  }
  const ours = () => run(listOrders, data.owner, input)
  const many = (work: () => Promise<unknown>) => async () => {
    for (let i = 0; i < calls; i++) await work()
  }
  for (let i = 0; i < 30; i++) await Promise.all([ours(), floor()])
  const found = (await ours()).items.length
  const times = await alternate(rounds, many(ours), many(floor))
  return figure(name, times.ours / calls, times.floor / calls, 'lower', 'ms', `${found} rows; ${conditions}`)
}

async function buffersOf(data: ManyOrders): Promise<number> {
  return inTenant(data.tenantId, 'read', async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) select ${orderColumns} from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
        where o.tenant_id = $1 order by o.ordered_at desc, o.id desc limit 51`,
      [data.tenantId],
    )
    const plan = rows[0]?.['QUERY PLAN'][0].Plan ?? {}
    return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
  })
}
