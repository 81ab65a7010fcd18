import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import { refuse } from '@/lib/kernel/refusal'
import { visible } from '@/lib/modules/customers/visible'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

type Kind = {
  /** Who may not read the list may neither see nor stick anything on its rows. */
  readonly permission: string
  /** Of the ids in $2 those that the actor sees; further parameters are its own. */
  readonly seen: (ctx: Context) => { text: string; params: readonly unknown[] }
}

const kinds: Readonly<Record<MarkedKind, Kind>> = {
  product: {
    permission: 'product.list',
    seen: () => ({ text: 'select p.id from products p where p.tenant_id = $1 and p.id = any($2::uuid[])', params: [] }),
  },
  customer: {
    permission: 'customer.list',
    seen: ({ actor }) => ({
      text: `select c.id from customers c where c.tenant_id = $1 and c.id = any($2::uuid[]) and ${visible('$3', '$4')}`,
      params: [actor.scope.shopIds, actor.id],
    }),
  },
  'return-request': {
    permission: 'return-request.list',
    seen: ({ actor }) => ({
      text: `select r.id from return_requests r where r.tenant_id = $1 and r.id = any($2::uuid[])
                and ($3::uuid[] is null or r.shop_id = any($3::uuid[]))`,
      params: [actor.scope.shopIds],
    }),
  },
}

/** Whether the actor sees it; who may not read things of its kind does not learn that it is there. */
export async function isSeen(ctx: Context, kind: MarkedKind, objectId: string): Promise<boolean> {
  return may(ctx.actor, kinds[kind].permission) && (await seenOf(ctx, kind, [objectId])).length > 0
}

/** Which of these the actor sees, sorted. Refuses who may not read things of this kind at all. */
export async function seenOf(ctx: Context, kind: MarkedKind, ids: readonly string[]): Promise<string[]> {
  const { permission, seen } = kinds[kind]
  if (!may(ctx.actor, permission)) refuse('forbidden', { permission })
  const { text, params } = seen(ctx)
  const rows = await ctx.sql<{ id: string }>(`${text} order by 1`, [[...new Set(ids)], ...params])
  return rows.map(({ id }) => id)
}

/** The one thing a note is about; a stranger's is not there. */
export async function expectSeen(ctx: Context, kind: MarkedKind, objectId: string): Promise<void> {
  const found = await seenOf(ctx, kind, [objectId])
  if (found.length === 0) refuse('not_found')
}
