import { z } from 'zod'

/** A uuid that knows what it names, so that an order's id cannot be handed over as a shop's. */
export type Id<K extends string> = string & { readonly __id: K }

/** The id of nothing: no row ever has it. */
export const nilId = '00000000-0000-0000-0000-000000000000'

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isId(text: string): boolean {
  return shape.test(text)
}

/**
 * Reads an id from outside. A malformed one becomes the id of nothing instead of an error,
 * because malformed, unknown and foreign ids must be answered alike.
 */
export function id<K extends string>(_kind: K) {
  return z
    .string()
    .meta({ format: 'uuid' })
    .transform((text) => (isId(text) ? text.toLowerCase() : nilId) as Id<K>)
}

let lastMs = 0
let counter = 0
// Written once for all ids of a millisecond.
let head = ''
let headMs = 0

// Drawn in one go for many ids: asking the system for ten bytes costs more than everything else here.
const random = new Uint8Array(10 * 256)
let drawn = random.length

/** A uuid v7; within one process each is greater than the one before, also when the clock steps back. */
export function newId(): string {
  if (drawn === random.length) {
    crypto.getRandomValues(random)
    drawn = 0
  }
  const own = drawn
  drawn += 10
  const byte = (i: number) => random[own + i] ?? 0
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // Starting in the lower half leaves room for at least 2,048 more ids in this millisecond.
    counter = (byte(0) << 3) | (byte(1) & 7)
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  if (headMs !== lastMs) {
    const time = lastMs.toString(16).padStart(12, '0')
    head = `${time.slice(0, 8)}-${time.slice(8)}-7`
    headMs = lastMs
  }
  const two = (i: number) => pairs[byte(i)]
  const variant = pairs[(byte(2) & 0x3f) | 0x80]
  const count = `${nibbles[counter >> 8]}${pairs[counter & 0xff]}`
  return `${head}${count}-${variant}${two(3)}-${two(4)}${two(5)}${two(6)}${two(7)}${two(8)}${two(9)}`
}

const nibbles = '0123456789abcdef'
const pairs = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'))

/** Lies before every id made at this moment or later. */
export function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
