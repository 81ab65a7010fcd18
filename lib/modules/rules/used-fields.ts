import { type Condition, type FieldName, keysOf, type Rule } from '@/lib/modules/rules/schema'

/** The fields that a set asks for, the words it looks for in notes, and whether tags matter to it: nothing else is read. */
export type Asked = { fields: ReadonlySet<FieldName>; words: readonly string[]; tags: boolean }

export function askedBy(...sets: readonly (readonly Rule[])[]): Asked {
  const conditions: Condition[] = sets.flatMap((rules) =>
    rules.filter((rule) => rule.enabled).flatMap((rule) => rule.when.flat()),
  )
  const words = conditions.flatMap((c) => (c.field === 'note' ? keysOf(c) : []))
  const tags = sets.flat().some((rule) => rule.enabled && rule.actions.some(({ type }) => type === 'tag'))
  const fields = new Set(conditions.map((c) => c.field))
  return { fields, words: [...new Set(words)], tags: tags || fields.has('tag') }
}
