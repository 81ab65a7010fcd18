import { z } from 'zod'
import type { Kind, Outcome, RowError, Task } from '@/lib/modules/exchange/internal/kinds/kind'
import type { Numbered } from '@/lib/modules/exchange/internal/pages'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

export type Taken = { seq: number; rows: readonly number[]; outcome: Outcome; errors: readonly RowError[] }

/** What a page of a file comes to: what is wrong in itself is left out, the rest goes in by one transaction. */
export async function takeRecords<B>(
  ctx: Context,
  kind: Kind<B>,
  task: Task,
  page: readonly Numbered<B>[],
): Promise<Taken[]> {
  const good = page.filter(({ record }) => record.errors.length === 0)
  const outcomes = await kind.take(
    ctx,
    task,
    good.map(({ record }) => record.body),
  )
  const bySeq = new Map(good.map(({ seq }, i) => [seq, outcomes[i]]))
  return page.map(({ seq, record }) => {
    const outcome = bySeq.get(seq) ?? { outcome: 'rejected' as const }
    const errors = (outcome.errors ?? []).map(({ path, code }) => ({ ...record.place(path), code }))
    return { seq, rows: record.rows, outcome, errors: record.errors.length > 0 ? record.errors : errors }
  })
}

type Page = { kind: Kind; task: Task; page: readonly Numbered<unknown>[] }

/** For a file on this machine, which is its own memory: one page, one transaction. */
export const takePage = command({
  name: 'import.take-page',
  summary: 'Take in one page of a file',
  input: z.custom<Page>(),
  run: (ctx, { kind, task, page }) => takeRecords(ctx, kind, task, page),
})

/** The same file, only looked at. */
export const judgePage = command({
  name: 'import.judge-page',
  summary: 'Judge one page of a file',
  audited: false,
  input: z.custom<Page>(),
  run: (ctx, { kind, task, page }) => judgeRecords(ctx, kind, task, page),
})

export async function judgeRecords<B>(
  ctx: Context,
  kind: Kind<B>,
  task: Task,
  page: readonly Numbered<B>[],
): Promise<{ seq: number; rows: readonly number[]; errors: readonly RowError[] }[]> {
  const good = page.filter(({ record }) => record.errors.length === 0)
  const found = await kind.judge(
    ctx,
    task,
    good.map(({ record }) => record.body),
  )
  const bySeq = new Map(good.map(({ seq }, i) => [seq, found[i] ?? []]))
  return page.map(({ seq, record }) => ({
    seq,
    rows: record.rows,
    errors: [...record.errors, ...(bySeq.get(seq) ?? []).map(({ path, code }) => ({ ...record.place(path), code }))],
  }))
}
