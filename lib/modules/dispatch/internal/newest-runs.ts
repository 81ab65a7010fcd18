import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import type { Context } from '@/lib/platform/door/context'
import { type Page, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

type Asked = { limit: number; cursor?: string | undefined }
type Run = { id: string; created_at: Date }

/** A page of what was asked of the workers, newest first. `select`: columns and table, both our own text. */
export async function newestRuns<R extends Run, T>(
  ctx: Context,
  select: string,
  view: (row: R) => T,
  { limit, cursor }: Asked,
): Promise<Page<T>> {
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  const rows = await ctx.sql<R>(
    `${select} where tenant_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
      order by created_at desc, id desc limit $4`,
    [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  )
  return pageOf(rows, limit, view, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
}
