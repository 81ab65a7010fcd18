import { z } from 'zod'
import type { FieldError } from '@/lib/kernel/refusal'
import { importFinished } from '@/lib/modules/exchange/events'
import { type ImportRow, importRow } from '@/lib/modules/exchange/internal/import-rows'
import type { Effect, Kind, RowError, Task } from '@/lib/modules/exchange/internal/kinds/kind'
import type { Numbered } from '@/lib/modules/exchange/internal/pages'
import { judgeRecords, takeRecords } from '@/lib/modules/exchange/internal/take-page'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Page = { importId: string; kind: Kind; task: Task; page: readonly Numbered<unknown>[] }
type Bad = { seq: number; rows: readonly number[]; errors: readonly RowError[] }

const ofImport = z.strictObject({ importId: z.uuid() })

/** Takes an import up, or again after its worker ended: a check begins anew, everything else goes on where it stopped. */
export const beginImport = command({
  name: 'import.begin',
  summary: 'Take an import up',
  audited: false,
  input: ofImport,
  async run(ctx, { importId }): Promise<ImportRow | null> {
    const row = await importRow(ctx, importId, 'change')
    if (row.state !== 'queued' && row.state !== 'running') return null
    const anew = row.phase === 'check'
    if (anew) await ctx.sql('delete from import_rejects where tenant_id = $1 and import_id = $2', [importId])
    await ctx.sql(
      `update imports set state = 'running', position = case when $3 then 0 else position end, total = case when $3 then 0 else total end,
              rejected = case when $3 then 0 else rejected end, version = version + 1 where tenant_id = $1 and id = $2`,
      [importId, anew],
    )
    return importRow(ctx, importId)
  },
})

/** Judges one page. false: somebody stopped the import, or another worker has taken it over. */
export const checkPage = command({
  name: 'import.check-page',
  summary: 'Check one page of an import',
  audited: false,
  input: z.custom<Page>(),
  async run(ctx, { importId, kind, task, page }): Promise<boolean> {
    const row = await heldRow(ctx, importId, 'check', page)
    if (!row) return false
    const bad = (await judgeRecords(ctx, kind, task, page)).filter(({ errors }) => errors.length > 0)
    await keepRejects(ctx, importId, bad)
    await ctx.sql(
      `update imports set position = $3, total = $3, rejected = rejected + $4, version = version + 1 where tenant_id = $1 and id = $2`,
      [importId, row.position + page.length, bad.length],
    )
    return true
  },
})

/** Takes one page in: its records, what became of them and how far the import is, in one transaction. */
export const loadPage = command({
  name: 'import.load-page',
  summary: 'Take in one page of an import',
  input: z.custom<Page>(),
  async run(ctx, { importId, kind, task, page }): Promise<boolean> {
    const row = await heldRow(ctx, importId, 'load', page)
    if (!row) return false
    const taken = await takeRecords(ctx, kind, task, page)
    const count = (outcome: string) => taken.filter((t) => t.outcome.outcome === outcome).length
    // What the check objected to may have become right, and the other way round.
    const cleared = await ctx.sql<{ seq: number }>(
      'delete from import_rejects where tenant_id = $1 and import_id = $2 and seq = any($3::int[]) returning seq',
      [importId, taken.map(({ seq }) => seq)],
    )
    const bad = taken.filter((t) => t.outcome.outcome === 'rejected')
    await keepRejects(ctx, importId, bad)
    await keepEffects(
      ctx,
      importId,
      taken.flatMap(({ seq, outcome }) => (outcome.effects ?? []).map((effect) => ({ seq, ...effect }))),
    )
    await ctx.sql(
      `update imports set position = $3, total = greatest(total, $3), created = created + $4, updated = updated + $5, unchanged = unchanged + $6,
              rejected = rejected + $7, version = version + 1 where tenant_id = $1 and id = $2`,
      [
        importId,
        row.position + page.length,
        count('created'),
        count('updated'),
        count('unchanged'),
        bad.length - cleared.length,
      ],
    )
    ctx.touch('import', importId)
    return true
  },
})

/** The import held for this page: it runs, is in this phase, and this very page is its next. */
async function heldRow(
  ctx: Context,
  importId: string,
  phase: ImportRow['phase'],
  page: readonly Numbered<unknown>[],
): Promise<ImportRow | undefined> {
  const row = await importRow(ctx, importId, 'change')
  return row.state === 'running' && row.phase === phase && row.position === page[0]?.seq ? row : undefined
}

/** Ends a phase: after the check comes the load, a person, or the end when anything is wrong and nothing shall come in. */
export const endPhase = command({
  name: 'import.end-phase',
  summary: 'End one phase of an import',
  audited: false,
  input: ofImport,
  async run(ctx, { importId }): Promise<boolean> {
    const row = await importRow(ctx, importId, 'change')
    if (row.state !== 'running') return false
    const next =
      row.phase !== 'check'
        ? { state: 'done', phase: 'over' }
        : row.on_error === 'review'
          ? { state: 'checked', phase: 'load' }
          : row.on_error === 'abort' && row.rejected > 0
            ? { state: 'aborted', phase: 'over' }
            : { state: 'running', phase: 'load' }
    await ctx.sql(
      `update imports set state = $3, phase = $4, position = case when $4 = 'load' then 0 else position end,
              finished_at = case when $4 = 'over' then $5::timestamptz end, version = version + 1 where tenant_id = $1 and id = $2`,
      [importId, next.state, next.phase, ctx.now],
    )
    // A check that waits for a person is no end; they are looking at it.
    if (next.phase === 'over') ctx.emit(importFinished(importId, row.actor_id, { ...row, state: next.state }))
    return next.state === 'running'
  },
})

/** The file as a whole is not what it should be: nothing more can be done with it as it is. */
export const failImport = command({
  name: 'import.fail',
  summary: 'Say why an import cannot be done',
  input: z.strictObject({ importId: z.uuid(), errors: z.custom<FieldError[]>() }),
  async run(ctx, { importId, errors }) {
    const [failed] = await ctx.sql<{ actor_id: string | null; state: string; created: number; rejected: number }>(
      `update imports set state = case when phase = 'undo' then 'done' else 'failed' end, phase = 'over', failure = $3, finished_at = $4, version = version + 1
        where tenant_id = $1 and id = $2 and state in ('queued', 'running') returning actor_id, state, created, rejected`,
      [importId, JSON.stringify(errors.slice(0, 50)), ctx.now],
    )
    // Whoever sent it in has gone on with something else long ago.
    if (failed?.state === 'failed') ctx.emit(importFinished(importId, failed.actor_id, failed))
    ctx.touch('import', importId)
  },
})

async function keepRejects(ctx: Context, importId: string, bad: readonly Bad[]): Promise<void> {
  await insertMany(
    ctx,
    'import_rejects',
    {
      import_id: ['uuid', bad.map(() => importId)],
      seq: ['int', bad.map(({ seq }) => seq)],
      rows: ['jsonb', bad.map(({ rows }) => rows)],
      errors: [
        'jsonb',
        bad.map(({ errors }) => errors.map(({ file, row, column, code }) => ({ file, row, column, code }))),
      ],
    },
    'on conflict (tenant_id, import_id, seq) do update set rows = excluded.rows, errors = excluded.errors',
  )
}

/** The first state that was there before is what undoing goes back to; what was made by this import stays made by it. */
async function keepEffects(
  ctx: Context,
  importId: string,
  effects: readonly (Effect & { seq: number })[],
): Promise<void> {
  const last = new Map(effects.map((effect) => [`${effect.type} ${effect.id}`, effect]))
  const first = new Map([...effects].reverse().map((effect) => [`${effect.type} ${effect.id}`, effect]))
  const rows = [...first].map(([key, effect]) => ({ ...effect, version: last.get(key)?.version ?? null }))
  await insertMany(
    ctx,
    'import_effects',
    {
      import_id: ['uuid', rows.map(() => importId)],
      seq: ['int', rows.map((r) => r.seq)],
      object_type: ['text', rows.map((r) => r.type)],
      object_id: ['uuid', rows.map((r) => r.id)],
      before: ['jsonb', rows.map((r) => r.before ?? null)],
      after_version: ['int', rows.map((r) => r.version)],
    },
    'on conflict (tenant_id, import_id, object_type, object_id) do update set after_version = excluded.after_version',
  )
}
