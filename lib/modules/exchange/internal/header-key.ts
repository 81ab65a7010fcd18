import { createHash } from 'node:crypto'
import { fold } from '@/lib/kernel/text'

/** One name for a set of headings, whatever their sequence: under it a mapping is remembered. */
export function headerKey(header: readonly string[]): string {
  const headings = [...new Set(header.map((heading) => fold(heading.trim())))].sort()
  return createHash('sha256').update(JSON.stringify(headings)).digest('hex')
}
