import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import type { NoteView } from '@/lib/modules/marks/schema'
import type { Context } from '@/lib/platform/door/context'

/** More than anybody reads about one thing. */
export const mostNotes = 500

export const noteAad = (noteId: string) => `notes|body|${noteId}`

type Row = { id: string; body: Buffer; author: string; at: Date; edited_at: Date | null; version: number }

/** All notes on one thing, oldest first, opened. */
export async function notesOn(ctx: Context, kind: MarkedKind, objectId: string): Promise<NoteView[]> {
  const rows = await ctx.sql<Row>(
    `select id, body, author, at, edited_at, version from notes
      where tenant_id = $1 and kind = $2 and object_id = $3 order by at, id limit ${mostNotes}`,
    [kind, objectId],
  )
  const crypt = await ctx.crypt()
  return rows.map(({ id, body, author, at, edited_at, version }) => ({
    ...{ id, author, version },
    text: crypt.open(noteAad(id), body),
    at: at.toISOString(),
    editedAt: edited_at?.toISOString() ?? null,
  }))
}
