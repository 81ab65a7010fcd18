import { z } from 'zod'
import { nameField, versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'

export const feedbackKinds = ['problem', 'wish', 'praise'] as const
export const feedbackStates = ['new', 'seen', 'done'] as const

/** A page of the house and nothing behind it: what was searched for there may name a person. */
const pageField = z
  .string()
  .max(200)
  .regex(/^(\/[A-Za-z0-9._-]+)*$/)

export const feedbackFields = {
  kind: z.enum(feedbackKinds),
  text: nameField(2000),
  rating: z.number().int().min(1).max(5).nullable().default(null),
  page: pageField.default(''),
}

export const answerFields = {
  feedbackId: id('feedback'),
  state: z.enum(feedbackStates).optional(),
  answer: nameField(2000).optional(),
  version: versionField,
}

export const feedbackView = z.object({
  id: z.string(),
  memberId: z.string(),
  member: z.string(),
  kind: z.enum(feedbackKinds),
  rating: z.number().int().nullable(),
  page: z.string(),
  text: z.string(),
  state: z.enum(feedbackStates),
  answer: z.string(),
  answeredBy: z.string(),
  answeredAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type FeedbackView = z.output<typeof feedbackView>

/** What the forms ask for. */
export const feedbackForm = z.strictObject(feedbackFields)
export const answerForm = z.strictObject({ answer: nameField(2000) })
