import { newId } from '@/lib/kernel/ids'
import { stockIncreased } from '@/lib/modules/inventory/events'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { lockReservations } from '@/lib/modules/inventory/reserve-stock'
import { keepPools } from '@/lib/modules/orders/internal/keep-pools'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords, wordsAad } from '@/lib/platform/words'

export type LineageKind = 'split' | 'unsplit' | 'merge' | 'unmerge' | 'leave' | 'gift'

export type PartLine = { orderId: string; orderLineId: string; skuId: string; quantity: number }
/** `words`: what a person typed, in clear. */
type Block = { reason: string; words: string }
export type Part = { shopId: string; warehouseId: string; lines: readonly PartLine[]; block?: Block | null }
export type Regrouped = { operationId: string; parcels: { id: string; number: string }[] }

/**
 * Ends parcels and begins others with their goods: splitting, merging and what undoes them are all this. What the old ones hold is
 * given back and kept for the new ones in one statement, so that nobody else can take it on the way; who came from whom is written
 * down for ever. The caller holds orders and parcels locked, and balances too where the new parcels want more than the old ones held.
 */
export async function regroupParcels(
  ctx: Context,
  kind: LineageKind,
  parentIds: readonly string[],
  parts: readonly Part[],
): Promise<Regrouped> {
  const held = await lockReservations(ctx, parentIds)
  const ended = await ctx.sql<{ id: string; preferred_carrier: string | null }>(
    `update fulfilments f set state = 'cancelled', block_reason = null, blocked_at = null, block_words = null, version = f.version + 1,
            updated_at = $3
      where f.tenant_id = $1 and f.id = any($2::uuid[]) returning f.id, f.preferred_carrier`,
    [parentIds, ctx.now],
    'parcels-end',
  )
  // One parcel goes with one carrier: of several wishes that of the first parcel that has one.
  const wishes = new Map(ended.map((row) => [row.id, row.preferred_carrier]))
  const carrier = parentIds.map((id) => wishes.get(id)).find((wish) => wish) ?? null
  const numbers = parts.length > 0 ? await takeNumbers(ctx, 'FS', parts.length) : []
  const crypt = await ctx.crypt()
  const shops = await shopsOf(ctx, parts)
  const made = parts.map((part, i) => ({
    ...part,
    shopId: shops[i] ?? part.shopId,
    id: newId(),
    number: numbers[i] ?? '',
  }))
  await insertMany(ctx, 'fulfilments', {
    id: ['uuid', made.map((m) => m.id)],
    number: ['text', made.map((m) => m.number)],
    shop_id: ['uuid', made.map((m) => m.shopId)],
    warehouse_id: ['uuid', made.map((m) => m.warehouseId)],
    state: ['text', made.map(() => 'allocated')],
    preferred_carrier: ['text', made.map(() => carrier)],
    block_reason: ['text', made.map((m) => m.block?.reason ?? null)],
    blocked_at: ['timestamptz', made.map((m) => (m.block ? ctx.now : null))],
    block_words: ['bytea', made.map((m) => sealWords(crypt, wordsAad('fulfilments', m.id), m.block?.words ?? ''))],
    created_at: ['timestamptz', made.map(() => ctx.now)],
    updated_at: ['timestamptz', made.map(() => ctx.now)],
  })
  const lines = made.flatMap((m) =>
    m.lines.map((line) => ({ ...line, warehouseId: m.warehouseId, fulfilmentId: m.id, holderId: newId() })),
  )
  await insertMany(ctx, 'fulfilment_lines', {
    id: ['uuid', lines.map((l) => l.holderId)],
    fulfilment_id: ['uuid', lines.map((l) => l.fulfilmentId)],
    order_id: ['uuid', lines.map((l) => l.orderId)],
    order_line_id: ['uuid', lines.map((l) => l.orderLineId)],
    sku_id: ['uuid', lines.map((l) => l.skuId)],
    quantity: ['int', lines.map((l) => l.quantity)],
  })
  await postMovements(ctx, [], {
    closed: { ids: held.map((r) => r.id), state: 'released' },
    opened: await keepPools(ctx, held, lines),
  })
  const operationId = newId()
  await writeLineage(ctx, kind, operationId, parentIds, made)
  const kept = new Map<string, number>()
  for (const line of lines) kept.set(line.skuId, (kept.get(line.skuId) ?? 0) + line.quantity)
  for (const { sku_id, quantity } of held) kept.set(sku_id, (kept.get(sku_id) ?? 0) - quantity)
  const freed = [...kept].filter(([, n]) => n < 0).map(([skuId]) => skuId)
  if (freed.length > 0) ctx.emit(stockIncreased(freed))
  return { operationId, parcels: made.map(({ id, number }) => ({ id, number })) }
}

async function writeLineage(
  ctx: Context,
  kind: LineageKind,
  operationId: string,
  parentIds: readonly string[],
  children: readonly { id: string }[],
): Promise<void> {
  const edges = parentIds.flatMap((parentId) => children.map(({ id }) => ({ parentId, childId: id })))
  const all = <T>(value: T) => edges.map(() => value)
  await insertMany(ctx, 'fulfilment_lineage', {
    parent_id: ['uuid', edges.map((e) => e.parentId)],
    child_id: ['uuid', edges.map((e) => e.childId)],
    operation_id: ['uuid', all(operationId)],
    kind: ['text', all(kind)],
    at: ['timestamptz', all(ctx.now)],
    actor_kind: ['text', all(ctx.actor.kind)],
    actor_id: ['uuid', all(ctx.actor.id)],
    actor: ['text', all(ctx.actor.name)],
  })
}

/** A parcel goes under the name of a shop whose orders are in it: the one it had, if any of its orders is still there. */
async function shopsOf(ctx: Context, parts: readonly Part[]): Promise<string[]> {
  const ids = [...new Set(parts.flatMap((part) => part.lines.map((l) => l.orderId)))]
  const rows = await ctx.sql<{ id: string; shop_id: string }>(
    'select id, shop_id from orders where tenant_id = $1 and id = any($2::uuid[])',
    [ids],
    'parcels-shops',
  )
  const shopOf = new Map(rows.map((r) => [r.id, r.shop_id]))
  return parts.map((part) => {
    const own = part.lines.map((l) => shopOf.get(l.orderId) ?? part.shopId)
    return own.includes(part.shopId) ? part.shopId : (own[0] ?? part.shopId)
  })
}

/** Lines of one order line and SKU become one: a parcel never names the same goods twice. */
export function joinLines(lines: readonly PartLine[]): PartLine[] {
  const joined = new Map<string, PartLine>()
  for (const line of lines) {
    const key = `${line.orderLineId} ${line.skuId}`
    joined.set(key, { ...line, quantity: line.quantity + (joined.get(key)?.quantity ?? 0) })
  }
  return [...joined.values()]
}
