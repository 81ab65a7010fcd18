import type { z } from 'zod'
import { invalid } from '@/lib/kernel/refusal'

/** The place in a list where the next page begins, opaque to callers. A bigint travels as text. */
export function encodeCursor(values: unknown): string {
  const json = JSON.stringify(values, (_key, value) => (typeof value === 'bigint' ? value.toString() : value))
  const binary = Array.from(new TextEncoder().encode(json), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export function decodeCursor<S extends z.ZodType>(text: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(read(text))
  return parsed.success ? parsed.data : invalid([{ path: 'cursor', code: 'invalid_cursor' }])
}

function read(text: string): unknown {
  if (!/^[\w-]+$/.test(text)) return undefined
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Callers may send anything; what cannot be read is answered like what does not fit.
    return undefined
  }
}
