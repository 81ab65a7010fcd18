import type { NotesOf } from '@/components/marks/notes-panel'
import type { ListMarks } from '@/components/marks/use-marked-list'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import { listMarks } from '@/lib/modules/marks/list-marks'
import { listNotes } from '@/lib/modules/marks/list-notes'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { addRecordNoteAction, editRecordNoteAction, setMarksAction } from './record-marks'

/** What the rows of a list carry, and whether the reader may stick something on them. */
export async function marksOf(kind: MarkedKind, rows: readonly { id: string }[]): Promise<ListMarks> {
  const actor = await requireActor()
  const found = await tryLoad(listMarks, { kind, objectIds: rows.map(({ id }) => id) })
  return { items: found.ok ? found.value.items : [], set: may(actor, 'mark.set') ? setMarksAction : null }
}

/** The notes on one thing; null for who may not read them. */
export async function notesOf(kind: MarkedKind, objectId: string): Promise<NotesOf | null> {
  const actor = await requireActor()
  const found = await tryLoad(listNotes, { kind, objectId })
  if (!found.ok) return null
  return {
    ...{ kind, objectId },
    notes: found.value.items,
    add: may(actor, 'note.add') ? addRecordNoteAction : null,
    edit: may(actor, 'note.edit') ? editRecordNoteAction : null,
  }
}
