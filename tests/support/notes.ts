import { z } from 'zod'
import { inTenant } from '@/lib/platform/db/transaction'
import { command } from '@/lib/platform/door/use-case'
import { job } from '@/lib/platform/queue/jobs'

/** A module small enough to watch: notes are taken down, a drain works them off, each announces itself once. */
export const takeNotes = command({
  name: 'note.take',
  summary: 'Take notes',
  input: z.strictObject({ names: z.array(z.string()) }),
  async run(ctx, { names }) {
    await ctx.sql(
      "insert into number_blocks (tenant_id, kind, day, next_value) select $1, n, '2026-01-01', 0 from unnest($2::text[]) n",
      [names],
    )
    for (const name of names) ctx.emit({ name: 'note.taken', payload: { note: name } })
  },
})

/** Counts each note up once, slowly enough to be interrupted. */
export const workNotes = command({
  name: 'note.work',
  summary: 'Work notes off',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const done = await ctx.sql(
      `update number_blocks set next_value = next_value + 1 where tenant_id = $1 and kind in (
         select kind from number_blocks where tenant_id = $1 and next_value = 0 and kind not like 'told %' order by kind limit 3)
       returning kind, pg_sleep(0.02)`,
    )
    return { more: done.length === 3 }
  },
})

/** Idempotent by its own row, as every effect must be; the audit row counts how often it was tried in full. */
export const tellNote = command({
  name: 'note.tell',
  summary: 'Tell of one note',
  input: z.strictObject({ note: z.string() }),
  async run(ctx, { note }) {
    await ctx.sql(
      `insert into number_blocks (tenant_id, kind, day, next_value) select $1, 'told ' || $2, '2026-01-01', 1
       where pg_sleep(0.01) is not null on conflict do nothing`,
      [note],
    )
  },
})

export const noteJobs = [
  job({ kind: 'drain', useCase: workNotes, on: ['note.taken'] }),
  job({
    kind: 'each',
    useCase: tellNote,
    on: ['note.taken'],
    input: ({ payload }) => ({ note: String(payload.note) }),
  }),
]

export type Notes = { open: number; once: number; told: number; unsent: number; wrong: number }

export async function countNotes(tenantId: string): Promise<Notes> {
  return inTenant(tenantId, 'read', async (client) => {
    const { rows } = await client.query<Notes>(
      `select count(*) filter (where next_value = 0)::int as open,
              count(*) filter (where next_value = 1 and kind not like 'told %')::int as once,
              count(*) filter (where kind like 'told %')::int as told,
              count(*) filter (where next_value > 1)::int as wrong,
              (select count(*)::int from outbox where tenant_id = $1 and sent_at is null) as unsent
         from number_blocks where tenant_id = $1`,
      [tenantId],
    )
    return rows[0] ?? { open: 0, once: 0, told: 0, unsent: 0, wrong: 0 }
  })
}
