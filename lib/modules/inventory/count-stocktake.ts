import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { linesCounted } from '@/lib/modules/inventory/internal/lines-counted'
import { type LineRow, lineViewOf, selectLines } from '@/lib/modules/inventory/internal/stocktake-lines'
import { type StocktakeRow, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { type CountInput, countInput, stocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Line = { id: string; sku_id: string; bin_id: string; batch_id: string | null; rounds: number }
type Saved = { id: string; stocktake_id: string; line_id: string; counted: number }
type New = { count: CountInput; line: Line; round: number; expected: number; at: Date }

/**
 * Saves counts one by one or as many as a device has kept. Each carries the id that the device gave it: sent again it has no second
 * effect, whatever has become of the stocktake meanwhile. What the books said is looked up for the moment of counting. A
 * difference beyond the tolerance asks for a second count, which then stands.
 */
export const countStocktake = command({
  name: 'stocktake.count',
  summary: 'Save counts of a stocktake; sent again, they are the same counts',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/counts' },
  input: z.strictObject({
    stocktakeId: id('stocktake'),
    counts: z.array(countInput).min(1).max(200),
    /** The device's clock when it sent this: a clock that is wrong still tells how long ago each was counted. */
    sentAt: z.iso.datetime({ offset: true }).optional(),
  }),
  example: {
    counts: [{ id: '019aab00-0000-7000-8000-000000000001', skuCode: 'TEA-001', binCode: 'A-01-1', counted: 39 }],
  },
  output: z.object({ lines: z.array(stocktakeLineView) }),
  async run(ctx, { stocktakeId, counts, sentAt }) {
    const row = await stocktakeRow(ctx, stocktakeId, 'count')
    const fresh = row.state === 'counting' ? counts : await refuseNew(ctx, row, counts)
    const lineIds = await linesCounted(ctx, row, fresh)
    const lines = await lockLines(ctx, row, lineIds)
    const saved = await savedOf(ctx, counts)
    const wanted = newCounts(row, fresh, lineIds, lines, saved, countedAt(ctx.now, sentAt))
    const books = await booksAt(ctx, row, wanted)
    const made = wanted.map((count, i) => ({ ...count, expected: books[i] ?? 0 }))
    await keep(ctx, row, made)
    ctx.touch('stocktake', row.id)
    ctx.tell({ counts: made.length })
    const seen = [...new Set([...lineIds, ...[...saved.values()].map((s) => s.line_id)])]
    const views = await ctx.sql<LineRow>(
      `${selectLines} and l.id = any($2::uuid[]) and l.stocktake_id = $3 order by l.position`,
      [seen, row.id],
    )
    return { lines: views.map((line) => lineViewOf(line, row, ctx.tenant.currency)) }
  },
})

/** After the counting only what was saved already may come again. */
async function refuseNew(ctx: Context, row: StocktakeRow, counts: readonly CountInput[]): Promise<CountInput[]> {
  const saved = await savedOf(ctx, counts)
  // What another stocktake saved is not this one's to show.
  if (counts.some((count) => saved.get(count.id.toLowerCase())?.stocktake_id !== row.id))
    refuse('illegal_transition', { from: row.state, to: 'counting' })
  return []
}

async function lockLines(ctx: Context, row: StocktakeRow, ids: readonly string[]): Promise<Map<string, Line>> {
  const lines = await ctx.sql<Line>(
    `select id, sku_id, bin_id, batch_id, rounds from stocktake_lines
      where tenant_id = $1 and stocktake_id = $2 and id = any($3::uuid[]) order by id for update`,
    [row.id, ids.filter((lineId) => lineId !== '')],
  )
  return new Map(lines.map((line) => [line.id, line]))
}

async function savedOf(ctx: Context, counts: readonly CountInput[]): Promise<Map<string, Saved>> {
  const rows = await ctx.sql<Saved>(
    'select id, stocktake_id, line_id, counted from stocktake_counts where tenant_id = $1 and id = any($2::uuid[])',
    [counts.map((count) => count.id)],
  )
  return new Map(rows.map((saved) => [saved.id, saved]))
}

/** When each was counted, by the clock of the house; nothing is counted in the future. */
const countedAt =
  (now: Date, sentAt: string | undefined) =>
  ({ countedAt: at }: CountInput): Date => {
    if (at === undefined) return now
    const ago = (sentAt === undefined ? now.getTime() : Date.parse(sentAt)) - Date.parse(at)
    return new Date(now.getTime() - Math.max(0, ago))
  }

/** What has not been saved yet, each with its turn: a line may be counted twice in what a device had kept. */
function newCounts(
  row: StocktakeRow,
  counts: readonly CountInput[],
  lineIds: readonly string[],
  lines: ReadonlyMap<string, Line>,
  saved: ReadonlyMap<string, Saved>,
  atOf: (count: CountInput) => Date,
): Omit<New, 'expected'>[] {
  const errors: FieldError[] = []
  const rounds = new Map([...lines].map(([lineId, line]) => [lineId, line.rounds]))
  const seen = new Set<string>()
  const fresh = counts.flatMap((count, i) => {
    const line = lines.get(lineIds[i] ?? '')
    const key = count.id.toLowerCase()
    const before = saved.get(key)
    const at = atOf(count)
    if (!line) errors.push({ path: `counts.${i}.lineId`, code: 'unknown' })
    else if (before && (before.line_id !== line.id || before.counted !== count.counted))
      errors.push({ path: `counts.${i}.id`, code: 'taken' })
    else if (seen.has(key)) errors.push({ path: `counts.${i}.id`, code: 'duplicate' })
    else if (!before && row.started_at && at < row.started_at)
      errors.push({ path: `counts.${i}.countedAt`, code: 'counted_too_early' })
    seen.add(key)
    if (!line || before) return []
    const round = (rounds.get(line.id) ?? 0) + 1
    rounds.set(line.id, round)
    return [{ count, line, round, at }]
  })
  if (errors.length > 0) invalid(errors)
  return fresh
}

/** What lay there by the books when it was counted: what lies there now, less what moved since. One statement sees both alike. */
async function booksAt(ctx: Context, row: StocktakeRow, counts: readonly Omit<New, 'expected'>[]): Promise<number[]> {
  if (counts.length === 0) return []
  const rows = await ctx.sql<{ expected: number }>(
    `select (coalesce(case when u.batch is null then h.quantity else x.quantity end, 0) - coalesce(m.quantity, 0))::int as expected
       from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) with ordinality as u(sku, bin, batch, at, n)
       left join bin_balances h on h.tenant_id = $1 and h.sku_id = u.sku and h.bin_id = u.bin
       left join batch_balances x on x.tenant_id = $1 and x.sku_id = u.sku and x.bin_id = u.bin and x.batch_id = u.batch
       left join lateral (
         select sum(k.quantity) as quantity from stock_movements k
          where k.tenant_id = $1 and k.sku_id = u.sku and k.warehouse_id = $6 and k.at > u.at and k.bin_id = u.bin
            and (u.batch is null or k.batch_id = u.batch)) m on true
      order by u.n`,
    [
      ...[counts.map((c) => c.line.sku_id), counts.map((c) => c.line.bin_id), counts.map((c) => c.line.batch_id)],
      // What was counted now is held against what lies there now, however long this command has been waiting.
      ...[
        counts.map(({ count, at }) => (count.countedAt === undefined ? 'infinity' : at.toISOString())),
        row.warehouse_id,
      ],
    ],
  )
  return rows.map((book) => book.expected)
}

/** Whether a difference is small enough to stand at the first count. */
const stands = (row: StocktakeRow, { count, expected }: New) => {
  const off = Math.abs(count.counted - expected)
  return off <= row.tolerance_units || off * 100 <= row.tolerance_percent * expected
}

async function keep(ctx: Context, row: StocktakeRow, made: readonly New[]): Promise<void> {
  const { actor } = ctx
  await insertMany(
    ctx,
    'stocktake_counts',
    {
      id: ['uuid', made.map((n) => n.count.id)],
      stocktake_id: ['uuid', made.map(() => row.id)],
      line_id: ['uuid', made.map((n) => n.line.id)],
      round: ['int', made.map((n) => n.round)],
      counted: ['int', made.map((n) => n.count.counted)],
      expected: ['int', made.map((n) => n.expected)],
      counted_by: ['text', made.map(() => actor.name)],
      counted_at: ['timestamptz', made.map((n) => n.at)],
      saved_at: ['timestamptz', made.map(() => ctx.now)],
      actor_kind: ['text', made.map(() => actor.kind)],
      actor_id: ['uuid', made.map(() => actor.id)],
    },
    'returning id',
  )
  const last = [...new Map(made.map((n) => [n.line.id, n])).values()]
  await ctx.sql(
    `update stocktake_lines l set counted = u.counted, expected = u.expected, differs = u.counted <> u.expected, rounds = u.round, state = u.state,
            counted_by = $7, counted_at = u.at
       from unnest($2::uuid[], $3::int[], $4::int[], $5::int[], $6::text[], $8::timestamptz[]) as u(id, counted, expected, round, state, at)
      where l.tenant_id = $1 and l.id = u.id`,
    [
      ...[last.map((n) => n.line.id), last.map((n) => n.count.counted), last.map((n) => n.expected)],
      last.map((n) => n.round),
      last.map((n) => (n.round > 1 || stands(row, n) ? 'done' : 'again')),
      ...[actor.name, last.map((n) => n.at)],
    ],
  )
}
