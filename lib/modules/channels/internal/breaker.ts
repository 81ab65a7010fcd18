import { z } from 'zod'
import { type Trouble, troubleKinds } from '@/lib/adapters/marketplaces/trouble'
import { id } from '@/lib/kernel/ids'
import { retrySeconds } from '@/lib/modules/channels/internal/pull-times'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** One that fails may be about one parcel; so many on end are about the marketplace. */
export const opensAt = 3
/** No answer, or none of the marketplace's own. */
const silence = /(timeout|connection|http_5\d\d)$/
/** As long as one conversation may take at most. */
export const callSeconds = 180
/** After this it begins nothing any more, so that it has written down its end before somebody else begins. */
export const answerSeconds = 150

/**
 * Which connections may be asked for one thing now, as a condition on the connection and the moment under these names: not paused, its
 * keys accepted, and the marketplace not known to be silent. All conversations of a shop share it, so that a dead one is asked once a
 * minute and not once by each of them; what fails by itself has a pause of its own beside it.
 */
export const isCallable = (c: string, now: string): string =>
  `(${c}.state = 'authorised' and not ${c}.paused and (${c}.call_failures < ${opensAt} or ${c}.calls_after <= ${now}))`

/** Whether a call may be made now. After a silence the first who asks is the probe, and the others wait for what it hears. */
export async function mayCall(ctx: Context, shopId: string): Promise<boolean> {
  const [row] = await ctx.sql<{ probe: boolean }>(
    `select c.call_failures >= ${opensAt} as probe from shop_connections c
      where c.tenant_id = $1 and c.shop_id = $2 and ${isCallable('c', '$3')}`,
    [shopId, ctx.now],
  )
  if (!row?.probe) return row !== undefined
  const taken = await ctx.sql(
    `update shop_connections c set calls_after = $3::timestamptz + interval '${callSeconds} seconds'
      where c.tenant_id = $1 and c.shop_id = $2 and ${isCallable('c', '$3')} returning c.shop_id`,
    [shopId, ctx.now],
  )
  return taken.length > 0
}

/**
 * What a call has shown of the marketplace: an answer, also a refusal of this one thing, closes the breaker; keys that are refused end
 * all of the connection's calls, until a person has authorised us again.
 */
export async function noteCall(ctx: Context, shopId: string, trouble: Trouble | null): Promise<void> {
  const kind = trouble?.kind ?? 'business'
  const state = kind === 'token' ? 'expired' : kind === 'permission' ? 'stopped' : null
  if (state) {
    const changed = await ctx.sql(
      `update shop_connections set state = $3, trouble = $4, updated_at = $5
        where tenant_id = $1 and shop_id = $2 and state = 'authorised' returning shop_id`,
      [shopId, state, trouble?.code ?? null, ctx.now],
    )
    if (changed.length > 0) ctx.emit({ name: 'connection.stopped', payload: { shopId, state } })
  } else if (kind === 'transient') {
    await ctx.sql(
      // Conversations that began together end together: they open it once, and none of them makes the wait longer.
      `update shop_connections c set call_failures = least(c.call_failures + 1, ${opensAt}),
              calls_after = $3::timestamptz + interval '60 seconds'
        where c.tenant_id = $1 and c.shop_id = $2 returning c.shop_id`,
      [shopId, ctx.now],
    )
  } else if (kind === 'retry_after') {
    // It answers: whoever was the probe hands on to the next, after the moment it names.
    await ctx.sql(
      `update shop_connections set calls_after = $3 where tenant_id = $1 and shop_id = $2 and call_failures >= ${opensAt} returning shop_id`,
      [shopId, new Date(ctx.now.getTime() + (trouble?.retryAfterMs ?? retrySeconds(1) * 1000))],
    )
  } else {
    await ctx.sql(
      `update shop_connections set call_failures = 0, calls_after = null
        where tenant_id = $1 and shop_id = $2 and call_failures > 0 returning shop_id`,
      [shopId],
    )
  }
}

/**
 * What a pull or a flow has shown. Only silence counts against the marketplace: an answer that cannot be read is about what was asked, and
 * must not stop what is told in between; but a probe that got one hands on to the next.
 */
export async function noteTalk(
  ctx: Context,
  shopId: string,
  trouble: { kind: string; code: string; retryAfterMs?: number | undefined } | null,
): Promise<void> {
  if (trouble === null || trouble.kind === 'business') return noteCall(ctx, shopId, null)
  const { kind, code, retryAfterMs = 60_000 } = trouble
  if (kind === 'transient' && silence.test(code)) return noteCall(ctx, shopId, { kind, code })
  if (kind === 'transient' || kind === 'retry_after')
    return noteCall(ctx, shopId, { kind: 'retry_after', code, retryAfterMs })
}

/** A person has looked: who asks next may, and is the probe. */
export async function probeAgain(ctx: Context, shopIds: readonly string[]): Promise<void> {
  await ctx.sql(
    `update shop_connections set calls_after = $3
      where tenant_id = $1 and shop_id = any($2::uuid[]) and call_failures >= ${opensAt} returning shop_id`,
    [[...new Set(shopIds)], ctx.now],
  )
}

export const beginCall = command({
  name: 'connection.begin-call',
  summary: 'Decide whether a marketplace may be asked for one thing now',
  audited: false,
  input: z.strictObject({ shopId: id('shop') }),
  run: async (ctx, { shopId }): Promise<boolean> => mayCall(ctx, shopId),
})

export const endCall = command({
  name: 'connection.end-call',
  summary: 'Write down whether a marketplace answered',
  audited: false,
  input: z.strictObject({
    shopId: id('shop'),
    trouble: z
      .strictObject({ kind: z.enum(troubleKinds), code: z.string(), retryAfterMs: z.number().optional() })
      .nullable(),
  }),
  run: async (ctx, { shopId, trouble }): Promise<void> => noteCall(ctx, shopId, trouble),
})
