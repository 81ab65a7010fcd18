import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { mostBulkRows, startBulk } from '@/lib/modules/settings/bulk'
import type { Statement } from '@/lib/platform/db/statement'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type Target = { id: string; label: string }

type Taken<W> = readonly (keyof W & string)[] | { oneOf: readonly (keyof W & string)[] }

type Over<N extends string, W extends { action: string }> = {
  name: N
  summary: string
  path: `/${string}`
  example: Readonly<Record<string, unknown>>
  /** The list that is worked on: its filter, and whom it lets see what. */
  list: {
    input: z.ZodObject
    rows?(ctx: Context, input: Record<string, unknown>): Promise<Statement | null>
  }
  /** What the ids are of. */
  kind: string
  /** What a person calls a row: a column of the list's statement. */
  label: string
  /** Those of the ids in $2 that the actor sees, as `id` and `label`. */
  chosen: (ctx: Context) => { text: string; params: readonly unknown[] }
  what: z.ZodType<W>
  /** Which of its fields an action takes: all of them, or just one. */
  fields: Readonly<Record<W['action'], Taken<W>>>
  /** What would be refused for every row is refused at once. */
  expect?: (ctx: Context, what: W) => Promise<unknown>
}

export const startedBulk = z.object({ jobId: z.string(), total: z.int(), capped: z.boolean() })

/** One shape for every kind of row: what `command()` takes to start a job over ticked rows, or over all that a list's filter finds now. */
export function bulkOver<N extends string, W extends { action: string }>(over: Over<N, W>) {
  const { limit: _limit, cursor: _cursor, ...filters } = over.list.input.shape
  return {
    name: over.name,
    summary: over.summary,
    http: { method: 'POST', path: over.path, status: 201 } as const,
    input: z.strictObject({
      ids: z.array(id(over.kind)).min(1).max(200).optional(),
      /** Only without `ids`. */
      filter: z.strictObject(filters).optional(),
      what: over.what,
    }),
    example: over.example,
    output: startedBulk,
    async run(ctx: Context, { ids, filter, what }: { ids?: string[]; filter?: Record<string, unknown>; what: W }) {
      const { action } = what
      if (!may(ctx.actor, action)) refuse('forbidden', { permission: action })
      if ((ids === undefined) === (filter === undefined)) invalid([{ path: 'filter', code: 'required' }])
      const input = inputOf(what, over.fields[action as W['action']])
      await over.expect?.(ctx, what)
      const found = ids ? await ticked(ctx, over, ids) : await matching(ctx, over, filter ?? {})
      return startFound(ctx, { action, input, found })
    },
  }
}

/** The job over what was found, of which there may be one row too many to tell that not all are taken. */
export async function startFound(
  ctx: Context,
  { found, ...what }: { action: string; input: Record<string, unknown>; found: readonly Target[] },
): Promise<z.output<typeof startedBulk>> {
  if (found.length === 0) refuse('not_found')
  const targets = found.slice(0, mostBulkRows)
  const capped = found.length > mostBulkRows
  return { jobId: await startBulk(ctx, { ...what, targets, capped }), total: targets.length, capped }
}

function inputOf<W extends { action: string }>(what: W, taken: Taken<W>) {
  const fields = 'oneOf' in taken ? oneOf(what, taken.oneOf) : taken
  const missing = fields.filter((name) => what[name] === undefined)
  if (missing.length > 0) invalid(missing.map((name) => ({ path: `what.${name}`, code: 'required' })))
  const known = new Set<string>(['action', ...fields])
  const foreign = Object.keys(what).filter((name) => !known.has(name) && what[name as keyof W] !== undefined)
  if (foreign.length > 0) invalid(foreign.map((name) => ({ path: `what.${name}`, code: 'unknown_field' })))
  return Object.fromEntries(fields.map((name) => [name, what[name]]))
}

/** The one that is given, the first where none is: of two, the second is one too many. */
function oneOf<W>(what: W, names: readonly (keyof W & string)[]): readonly (keyof W & string)[] {
  const given = names.filter((name) => what[name] !== undefined)
  return (given.length > 0 ? given : names).slice(0, 1)
}

type Rows = Pick<Over<string, { action: string }>, 'list' | 'label' | 'chosen'>

async function ticked(ctx: Context, over: Rows, given: readonly string[]): Promise<Target[]> {
  const ids = [...new Set(given)]
  const { text, params } = over.chosen(ctx)
  const rows = await ctx.sql<Target>(
    `select found.id, found.label from unnest($2::uuid[]) with ordinality as u(id, at)
       join (${text}) found on found.id = u.id order by u.at`,
    [ids, ...params],
  )
  return rows.length === ids.length ? rows : refuse('not_found')
}

/** The very statement of the list: a job cannot mean other rows than the list shows. */
async function matching(ctx: Context, { list, label }: Rows, filter: Record<string, unknown>): Promise<Target[]> {
  const statement = await list.rows?.(ctx, { ...filter, limit: mostBulkRows })
  if (!statement) return []
  return ctx.sql<Target>(`select found.id, found.${label} as label from (${statement.text}) found`, statement.params)
}
