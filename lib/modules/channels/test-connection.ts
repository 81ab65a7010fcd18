import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { connectionRow, viewOf } from '@/lib/modules/channels/internal/connection-rows'
import { counted } from '@/lib/modules/channels/internal/counted'
import { openSession } from '@/lib/modules/channels/internal/open-session'
import { troubleOf } from '@/lib/modules/channels/internal/trouble-of'
import { connectionView } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { machineFor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

export const testConnection = command({
  name: 'connection.test',
  summary: 'Ask the marketplace whether the keys are good; its answer becomes the state of the connection',
  http: { method: 'POST', path: '/shops/{shopId}/connection/test' },
  input: z.strictObject({ shopId: id('shop') }),
  output: connectionView,
  async outside(actor, { shopId }) {
    const machine = await machineFor(actor)
    // Whether the shop is the actor's to see is asked before anybody is called.
    await run(getConnection, machine, { shopId })
    return counted(machine, shopId, async (heard) => {
      const session = await openSession(machine, shopId, { patienceMs: 3000, tries: 2, heard })
      if (!session) return undefined
      return session.test().then(
        () => null,
        (e: unknown) => troubleOf(e),
      )
    })
  },
  async run(ctx, { shopId }, trouble) {
    const shop = await getShop.within(ctx, { shopId })
    const row = await connectionRow(ctx, shopId, 'change')
    if (!row) return invalid([{ path: 'shopId', code: 'not_connected' }])
    if (trouble === undefined) return viewOf(ctx, shop, row)
    const passing = trouble?.kind === 'transient' || trouble?.kind === 'retry_after'
    const state =
      trouble === null ? 'authorised' : passing ? row.state : trouble.kind === 'token' ? 'expired' : 'stopped'
    const changed = await ctx.db
      .updateTable('shop_connections')
      .set({
        state,
        trouble: trouble?.code ?? null,
        updated_at: ctx.now,
        ...(trouble === null && { failures: 0, due_at: ctx.now, call_failures: 0, calls_after: null }),
      })
      .where('shop_id', '=', shopId)
      .returningAll()
      .executeTakeFirstOrThrow()
    ctx.touch('shop', shopId)
    ctx.tell({ state })
    return viewOf(ctx, shop, changed)
  },
})
