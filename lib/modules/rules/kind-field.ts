import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { type RuleKind, ruleKinds } from '@/lib/modules/rules/schema'

/** Part of a path: what names no kind is answered like an id that names nothing. */
export const kindField = z
  .string()
  .max(100)
  .meta({ examples: [...ruleKinds] })

export function kindOf(text: string): RuleKind {
  return ruleKinds.find((kind) => kind === text) ?? refuse('not_found')
}

/** The number of a version in a path. */
export const numberField = z
  .string()
  .max(100)
  .meta({ examples: ['3'] })

export function numberOf(text: string): number {
  const number = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
  return number ?? refuse('not_found')
}
