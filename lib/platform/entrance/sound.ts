import type { FieldError } from '@/lib/kernel/refusal'
import { hasBadText } from '@/lib/kernel/text'

const deepest = 32
const mostErrors = 100
/** Names that reach into JavaScript's own objects when somebody copies fields carelessly. */
const dangerous = new Set(['__proto__', 'constructor', 'prototype'])

/** What no field may hold, whatever its schema says: signs that cannot be stored, dangerous names, endless nesting. */
export function unsound(value: unknown): FieldError[] {
  const errors: FieldError[] = []
  walk(value, [], errors)
  return errors
}

/** Only the nesting of elements that a use case judges by itself: what is too deep cannot even be kept as a reject. */
export function tooDeep(elements: unknown): FieldError[] {
  const errors: FieldError[] = []
  walk(elements, [], errors)
  return errors.filter((e) => e.code === 'too_deep')
}

function walk(value: unknown, path: string[], errors: FieldError[]): void {
  if (errors.length >= mostErrors) return
  if (typeof value === 'string') {
    if (hasBadText(value)) errors.push({ path: path.join('.'), code: 'bad_text' })
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (path.length >= deepest) {
    errors.push({ path: path.join('.'), code: 'too_deep' })
    return
  }
  for (const [key, item] of Object.entries(value)) {
    // A name that cannot be written down is reported at the object that holds it.
    if (hasBadText(key)) errors.push({ path: path.join('.'), code: 'bad_text' })
    else if (dangerous.has(key)) errors.push({ path: [...path, key].join('.'), code: 'unknown_field' })
    else walk(item, [...path, key], errors)
  }
}
