import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import { refuse } from '@/lib/kernel/refusal'
import { noteAad, notesOn } from '@/lib/modules/marks/internal/note-rows'
import { isSeen } from '@/lib/modules/marks/internal/seen'
import { noteView } from '@/lib/modules/marks/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const editRecordNote = command({
  name: 'note.edit',
  summary: 'Change an internal note on a product, a customer or a return request',
  http: { method: 'PATCH', path: '/notes/{noteId}' },
  input: z.strictObject({ noteId: id('note'), text: z.string().trim().min(1).max(2000), version: versionField }),
  example: { text: 'The new box is larger', version: 1 },
  output: z.object({ items: z.array(noteView) }),
  async run(ctx, { noteId, text, version }) {
    const [note] = await ctx.sql<{ kind: MarkedKind; object_id: string; version: number; body: Buffer }>(
      'select kind, object_id, version, body from notes where tenant_id = $1 and id = $2 for update',
      [noteId],
    )
    if (!note || !(await isSeen(ctx, note.kind, note.object_id))) return refuse('not_found')
    expectVersion(note, version)
    const crypt = await ctx.crypt()
    const before = crypt.open(noteAad(noteId), note.body)
    if (before !== text) {
      // What stood there stays readable in the record of what was done: an edited promise must be traceable.
      ctx.tellWords({ before })
      await ctx.sql(
        'update notes set body = $3, edited_at = $4, version = version + 1 where tenant_id = $1 and id = $2',
        [noteId, crypt.seal(noteAad(noteId), text), ctx.now],
      )
    }
    ctx.touch(note.kind, note.object_id)
    ctx.tell({ kind: note.kind, noteId })
    return { items: await notesOn(ctx, note.kind, note.object_id) }
  },
})
