import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { markedKinds } from '@/lib/kernel/marked-kinds'
import { invalid } from '@/lib/kernel/refusal'
import { mostNotes, noteAad, notesOn } from '@/lib/modules/marks/internal/note-rows'
import { expectSeen } from '@/lib/modules/marks/internal/seen'
import { noteView } from '@/lib/modules/marks/schema'
import { command } from '@/lib/platform/door/use-case'

/** Sealed, because people write phone numbers into notes. Orders have `order.add-note`. */
export const addRecordNote = command({
  name: 'note.add',
  summary: 'Add an internal note to a product, a customer or a return request',
  http: { method: 'POST', path: '/notes', status: 201 },
  input: z.strictObject({
    kind: z.enum(markedKinds),
    objectId: id('marked'),
    text: z.string().trim().min(1).max(2000),
  }),
  example: { kind: 'product', objectId: '0199b3c4-0000-7000-8000-000000000001', text: 'The new box is larger' },
  output: z.object({ items: z.array(noteView) }),
  async run(ctx, { kind, objectId, text }) {
    await expectSeen(ctx, kind, objectId)
    const noteId = newId()
    const crypt = await ctx.crypt()
    const { length } = await ctx.sql(
      `insert into notes (tenant_id, id, kind, object_id, body, author, author_id, at)
       select $1, $2, $3, $4, $5, $6, $7, $8
        where (select count(*) from (select 1 from notes where tenant_id = $1 and kind = $3 and object_id = $4 limit ${mostNotes}) n) < ${mostNotes}
       returning id`,
      [noteId, kind, objectId, crypt.seal(noteAad(noteId), text), ctx.actor.name, ctx.actor.id, ctx.now],
    )
    if (length === 0) invalid([{ path: 'text', code: 'too_many' }])
    ctx.touch(kind, objectId)
    ctx.tell({ kind, noteId })
    return { items: await notesOn(ctx, kind, objectId) }
  },
})
