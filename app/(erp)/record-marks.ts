'use server'

import { addRecordNote } from '@/lib/modules/marks/add-note'
import { editRecordNote } from '@/lib/modules/marks/edit-note'
import { setMarks } from '@/lib/modules/marks/set-marks'
import { act } from '@/lib/platform/entrance/action'
import { quiet } from '@/lib/platform/entrance/quiet'

export async function setMarksAction(input: unknown) {
  return act(setMarks, input)
}

export async function addRecordNoteAction(input: unknown) {
  return quiet(await act(addRecordNote, input))
}

export async function editRecordNoteAction(input: unknown) {
  return quiet(await act(editRecordNote, input))
}
