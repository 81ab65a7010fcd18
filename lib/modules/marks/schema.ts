import { z } from 'zod'
import { flagColours } from '@/lib/kernel/flag-colours'

export const flagField = z.enum(['', ...flagColours])

export const markView = z.object({
  objectId: z.string(),
  flag: flagField,
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  notes: z.int(),
})
export type MarkView = z.output<typeof markView>

export const noteView = z.object({
  id: z.string(),
  text: z.string(),
  author: z.string(),
  at: z.string(),
  editedAt: z.string().nullable(),
  version: z.int(),
})
export type NoteView = z.output<typeof noteView>
