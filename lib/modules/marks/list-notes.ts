import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { markedKinds } from '@/lib/kernel/marked-kinds'
import { notesOn } from '@/lib/modules/marks/internal/note-rows'
import { expectSeen } from '@/lib/modules/marks/internal/seen'
import { noteView } from '@/lib/modules/marks/schema'
import { query } from '@/lib/platform/door/use-case'

export const listNotes = query({
  name: 'note.all',
  summary: 'Internal notes on a product, a customer or a return request, oldest first',
  http: { method: 'GET', path: '/notes' },
  input: z.strictObject({ kind: z.enum(markedKinds), objectId: id('marked') }),
  example: { kind: 'product', objectId: '0199b3c4-0000-7000-8000-000000000001' },
  output: z.object({ items: z.array(noteView) }),
  async run(ctx, { kind, objectId }) {
    await expectSeen(ctx, kind, objectId)
    return { items: await notesOn(ctx, kind, objectId) }
  },
})
