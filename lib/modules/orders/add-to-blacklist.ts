import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { maskName, maskPhone } from '@/lib/kernel/mask'
import { invalid } from '@/lib/kernel/refusal'
import { normaliseName, normalisePhone } from '@/lib/kernel/text'
import { blacklistAad, blacklistRow, blacklistView } from '@/lib/modules/orders/internal/blacklist-rows'
import { putHolds } from '@/lib/modules/orders/internal/set-holds'
import { blockWork } from '@/lib/modules/orders/internal/stop-work'
import { beforeShipped } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { sealWords, wordsAad } from '@/lib/platform/words'

/** Open orders of one person that are stopped at once; more than anybody has. */
const most = 500

/** A phone or a name that is not delivered to: orders that come are held, and so are those that have not left. */
export const addToBlacklist = command({
  name: 'blacklist.add',
  summary: 'Put a phone or a name on the blacklist; its open orders are held',
  http: { method: 'POST', path: '/blacklist', status: 201 },
  input: z.strictObject({
    kind: z.enum(['phone', 'name']),
    value: z.string().trim().min(1).max(200),
    reason: z.string().trim().min(1).max(500),
  }),
  example: { kind: 'phone', value: '13800138000', reason: 'Refused three parcels' },
  async run(ctx, { kind, value, reason }) {
    const text = kind === 'phone' ? normalisePhone(value) : normaliseName(value)
    if (text.length < (kind === 'phone' ? 5 : 2)) return invalid([{ path: 'value', code: 'too_small' }])
    const crypt = await ctx.crypt()
    const id = newId()
    const token = crypt.blind(kind, text)
    const masked = kind === 'phone' ? maskPhone(value) : maskName(value)
    const made = await ctx.sql(
      `insert into blacklist (tenant_id, id, kind, token, masked, body, words, actor, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (tenant_id, token) do nothing returning id`,
      [
        ...[id, kind, token, masked, crypt.seal(blacklistAad(id), value)],
        ...[sealWords(crypt, wordsAad('blacklist', id), reason), ctx.actor.name, ctx.now],
      ],
    )
    if (made.length === 0) return invalid([{ path: 'value', code: 'taken' }])
    const held = await holdOpen(ctx, token, kind)
    ctx.touch('blacklist', id)
    ctx.tell({ kind, held })
    return { ...blacklistView(crypt, await blacklistRow(ctx, id)), held }
  },
})

async function holdOpen(ctx: Context, token: bigint, kind: 'phone' | 'name'): Promise<number> {
  const open = await ctx.sql<{ id: string }>(
    `select o.id from orders o where o.tenant_id = $1 and o.state = any($3)
        and o.id in (select t.order_id from order_search t where t.tenant_id = $1 and t.token = $2 order by t.order_id desc limit ${most})
      order by o.id for update`,
    [token, beforeShipped],
  )
  const ids = open.map((o) => o.id)
  await putHolds(
    ctx,
    ids.map((orderId) => ({ orderId, code: 'blacklisted', details: { kinds: [kind] } })),
  )
  await blockWork(ctx, ids, 'blacklisted')
  return ids.length
}
