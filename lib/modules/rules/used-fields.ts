import { type Condition, type FieldName, keysOf, type Rule } from '@/lib/modules/rules/schema'

/** The fields that a set asks for, and the words it looks for in notes: nothing else is read. */
export type Asked = { fields: ReadonlySet<FieldName>; words: readonly string[] }

export function askedBy(...sets: readonly (readonly Rule[])[]): Asked {
  const conditions: Condition[] = sets.flatMap((rules) =>
    rules.filter((rule) => rule.enabled).flatMap((rule) => rule.when.flat()),
  )
  const words = conditions.flatMap((c) => (c.field === 'note' ? keysOf(c) : []))
  return { fields: new Set(conditions.map((c) => c.field)), words: [...new Set(words)] }
}
