import { fold } from '@/lib/kernel/text'

/** Divides the two, and stands in neither. */
const between = '\u001f'

/**
 * What a product is found by for one of its attributes: stands among the grams of its texts, which are no longer than two signs or
 * hold no such mark. Equality of texts keeps its index under row-level security; what `jsonb` offers does not.
 */
export function attributeGram(name: string, value: string): string {
  const plain = (text: string) => fold(text).replaceAll(between, ' ').trim()
  return `${plain(name)}${between}${plain(value)}`
}
