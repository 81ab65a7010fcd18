import { keyOf } from '@/lib/modules/rules/fields'
import { type Condition, type FieldName, keysOf, type Rule } from '@/lib/modules/rules/schema'

/** The fields that a set asks for, the words it looks for in notes, whether tags matter to it, and what it gives: nothing else is read. */
export type Asked = {
  fields: ReadonlySet<FieldName>
  words: readonly string[]
  tags: boolean
  gifts: readonly string[]
}

export function askedBy(...sets: readonly (readonly Rule[])[]): Asked {
  const conditions: Condition[] = sets.flatMap((rules) =>
    rules.filter((rule) => rule.enabled).flatMap((rule) => rule.when.flat()),
  )
  const words = conditions.flatMap((c) => (c.field === 'note' ? keysOf(c) : []))
  const actions = sets.flatMap((rules) => rules.filter((rule) => rule.enabled).flatMap((rule) => rule.actions))
  const tags = actions.some(({ type }) => type === 'tag')
  const gifts = actions.flatMap((action) => (action.type === 'gift' ? [keyOf('sku', action.sku)] : []))
  const fields = new Set(conditions.map((c) => c.field))
  return { fields, words: [...new Set(words)], tags: tags || fields.has('tag'), gifts: [...new Set(gifts)] }
}
