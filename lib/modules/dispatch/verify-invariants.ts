import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { batchInvariants } from '@/lib/modules/dispatch/internal/batch-invariants'
import type { Invariant } from '@/lib/modules/dispatch/internal/invariant'
import { counterInvariants, orderInvariants, outboxInvariants } from '@/lib/modules/dispatch/internal/order-invariants'
import { poolInvariants } from '@/lib/modules/dispatch/internal/pool-invariants'
import { returnInvariants } from '@/lib/modules/dispatch/internal/return-invariants'
import { stockInvariants } from '@/lib/modules/dispatch/internal/stock-invariants'
import { type Checked, checkedItem } from '@/lib/modules/dispatch/schema'
import { verifyAuditChain } from '@/lib/modules/dispatch/verify-audit-chain'
import { seesAll } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

const invariants: readonly Invariant[] = [
  ...stockInvariants,
  ...batchInvariants,
  ...poolInvariants,
  ...returnInvariants,
  ...orderInvariants,
  ...counterInvariants,
  ...outboxInvariants,
]

/** Everything that must always be so, asked of one snapshot, so that work going on meanwhile cannot look like a fault. */
export const verifyInvariants = query({
  name: 'invariant.verify',
  summary: 'Check what must always be so: stock, reservations, orders, counters, events, audit chain',
  http: { method: 'GET', path: '/invariants' },
  stale: true,
  input: z.strictObject({}),
  example: {},
  output: z.object({ items: z.array(checkedItem) }),
  async run(ctx) {
    // Every row of the company is compared, and the first broken one is named, whatever shop or warehouse it is of.
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'invariant.verify' })
    // Whole tables are compared here, which nested loops never do well; the planner takes them for a company that its
    // statistics do not know yet, and thirteen thousand fresh orders then take minutes.
    await ctx.sql(`select set_config('enable_nestloop', 'off', true) where $1::uuid is not null`)
    // The house's own check takes the time it needs; a person's request stays within every request's patience.
    if (ctx.actor.kind === 'system')
      await ctx.sql(`select set_config('statement_timeout', '0', true) where $1::uuid is not null`)
    const items: Checked[] = []
    for (const invariant of invariants) items.push(await check(ctx, invariant))
    items.push(await auditChain(ctx))
    return { items }
  },
})

async function check(ctx: Context, { invariant, broken, params }: Invariant): Promise<Checked> {
  const [found] = await ctx.sql<{ figure: number; first: string | null }>(
    `select count(*)::int as figure, min(broken.row) as first from (${broken}) as broken`,
    params?.(ctx),
  )
  const { figure = 0, first } = found ?? {}
  return { invariant, ok: figure === 0, figure, ...(first && { firstRow: first }) }
}

async function auditChain(ctx: Context): Promise<Checked> {
  const { broken } = await verifyAuditChain(ctx)
  if (!broken) return { invariant: 'audit.chain', ok: true, figure: 0 }
  return { invariant: 'audit.chain', ok: false, figure: 1, firstRow: `seal ${broken.seq}: ${broken.reason}` }
}
