import { createHash } from 'node:crypto'

/** A uuid v8 made of what it stands for: the same words give the same id, so that a thing is done once however often it is asked for. */
export function idOf(...words: readonly string[]): string {
  const hex = createHash('sha256').update(words.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
