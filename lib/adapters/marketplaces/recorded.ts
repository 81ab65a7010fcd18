import { WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import { type Json, parseExact } from '@/lib/kernel/exact-json'

/**
 * The payload of a recorded file: bare, or inside what recorders wrap around it: `{ request, response }`, or an API model's
 * example `{ operation, httpStatus, body | sandbox: { response } }`.
 */
export function recordedPayload(text: string): Json {
  const whole = read(text)
  const file = fieldsOf(whole)
  if ('httpStatus' in file) {
    const inner = fieldsOf(file.sandbox).response ?? file.body
    if (inner !== undefined) return inner
  }
  return 'request' in file && file.response !== undefined ? file.response : whole
}

function fieldsOf(value: Json | undefined): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function read(text: string): Json {
  try {
    return parseExact(text.replace(/^\uFEFF/, ''))
  } catch (e) {
    if (e instanceof SyntaxError) throw new WrongPayload('not JSON')
    throw e
  }
}
