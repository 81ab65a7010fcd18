import type { Page } from '@/lib/modules/orders/internal/create-orders'
import { duplicates } from '@/lib/modules/orders/internal/duplicate-orders'
import { type NormalOrder, personTokens, searchTokens } from '@/lib/modules/orders/internal/normalise-order'
import { riskOf, type Usual } from '@/lib/modules/orders/internal/risk-score'
import { type HoldChange, putHolds } from '@/lib/modules/orders/internal/set-holds'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

type Fresh = { readonly id: string; readonly order: NormalOrder }

/** Orders of one person that are looked at, newest first. */
const most = 50

/**
 * What is suspicious about orders that have just come in: on the blacklist, the same goods by the same buyer a while ago, signals that
 * add up. The score is kept of every order, for rules ask for it. A few statements for the page; the order's rows are ours, nobody has
 * seen them yet.
 */
export async function suspectOrders(ctx: Context, page: Page, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const { duplicateHours, riskThreshold } = ctx.tenant.settings
  // Asked at once: one wait for the database.
  const [unwanted, again, risks] = await together([
    blacklisted(ctx, fresh),
    duplicateHours > 0 ? duplicates(ctx, fresh) : Promise.resolve([]),
    risksOf(ctx, page, fresh),
  ])
  await keepScores(ctx, risks)
  const holds = [...unwanted, ...again, ...(riskThreshold > 0 ? risky(risks, riskThreshold) : [])]
  await putHolds(
    ctx,
    holds.map((h) => ({ ...h, owner: 'intake' })),
  )
}

export async function blacklisted(ctx: Context, orders: readonly Fresh[]): Promise<HoldChange[]> {
  const crypt = await ctx.crypt()
  // Names and phones are among what search finds an order by; a kind of token is never one of another kind.
  const asked = orders.map(({ id, order }) => ({ id, tokens: searchTokens(crypt, order.contact) }))
  const rows = await ctx.sql<{ token: bigint; kind: 'phone' | 'name' }>(
    'select token, kind from blacklist where tenant_id = $1 and token = any($2::bigint[])',
    [asked.flatMap((a) => a.tokens)],
    'blacklist-find',
  )
  const known = new Map(rows.map((r) => [r.token, r.kind]))
  return asked.flatMap(({ id, tokens }): HoldChange[] => {
    const kinds = [...new Set(tokens.flatMap((t) => known.get(t) ?? []))].sort()
    return kinds.length > 0 ? [{ orderId: id, code: 'blacklisted', details: { kinds } }] : []
  })
}

async function tokensOf(ctx: Context, fresh: readonly Fresh[]): Promise<[orderIds: string[], tokens: bigint[]]> {
  const crypt = await ctx.crypt()
  const pairs = fresh.flatMap(({ id, order }) => personTokens(crypt, order.contact).map((token) => ({ id, token })))
  return [pairs.map((p) => p.id), pairs.map((p) => p.token)]
}

type Risk = ReturnType<typeof riskOf> & { orderId: string }

async function risksOf(ctx: Context, page: Page, fresh: readonly Fresh[]): Promise<Risk[]> {
  const [cancelled, middles] = await together([
    ctx.sql<{ id: string; n: number }>(
      `select k.id, count(distinct o.id)::int as n
         from unnest($2::uuid[], $3::bigint[]) as k(id, token)
        cross join lateral (
          select t.order_id from order_search t where t.tenant_id = $1 and t.token = k.token and t.order_id <> k.id
           order by t.order_id desc limit ${most}) f
         join orders o on o.tenant_id = $1 and o.id = f.order_id and o.state in ('cancelled', 'invalid')
        group by k.id`,
      await tokensOf(ctx, fresh),
      'suspect-cancels',
    ),
    ctx.sql<Usual & { currency: string }>(
      `select c.currency, r.* from unnest($2::text[]) as c(currency) cross join lateral (
         select count(*)::int as orders, percentile_disc(0.5) within group (order by u.total_minor) as total,
                percentile_disc(0.5) within group (order by u.units) as units
           from (select total_minor, units from orders o
                  where o.tenant_id = $1 and o.shop_id = $3 and o.currency = c.currency and o.state not in ('cancelled', 'invalid')
                    and o.created_at < $4
                  order by o.ordered_at desc, o.id desc limit 200) u) r`,
      [[...new Set(fresh.map((f) => f.order.currency))], page.shopId, ctx.now],
      'suspect-usual',
    ),
  ])
  const cancels = new Map(cancelled.map((r) => [r.id, r.n]))
  const usual = new Map(middles.map((r) => [r.currency, r]))
  return fresh.map(({ id, order }) => ({
    orderId: id,
    ...riskOf(order, cancels.get(id) ?? 0, usual.get(order.currency)),
  }))
}

/** Most orders have none of it, and are written down so from the start. */
async function keepScores(ctx: Context, risks: readonly Risk[]): Promise<void> {
  const scored = risks.filter((risk) => risk.score > 0)
  if (scored.length === 0) return
  await ctx.sql(
    `update orders o set risk_score = u.score from unnest($2::uuid[], $3::int[]) as u(id, score) where o.tenant_id = $1 and o.id = u.id`,
    [scored.map((risk) => risk.orderId), scored.map((risk) => risk.score)],
    'suspect-scores',
  )
}

function risky(risks: readonly Risk[], threshold: number): HoldChange[] {
  return risks.flatMap(({ orderId, ...risk }): HoldChange[] =>
    risk.score < threshold ? [] : [{ orderId, code: 'suspected_fraud', details: { ...risk, threshold } }],
  )
}
