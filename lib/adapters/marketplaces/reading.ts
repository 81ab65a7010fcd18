import { BadElement } from '@/lib/adapters/marketplaces/trouble'
import type { Json } from '@/lib/kernel/exact-json'
import { isRefusal } from '@/lib/kernel/refusal'
import { fromLocal } from '@/lib/kernel/time'

type Key = string | number

/**
 * A payload that remembers what was read of it. Every leaf is in the end either mapped (read) or unmapped, so nothing a
 * channel sends is lost unseen. A missing field, null and '' all read as ''.
 */
export class Reading {
  readonly path: string
  private readonly value: Json | undefined
  private readonly read: Set<string>
  private readonly holder: Reading | undefined

  constructor(value: Json | undefined, path = '', read = new Set<string>(), holder?: Reading) {
    this.value = value
    this.path = path
    this.read = read
    this.holder = holder
  }

  at(...keys: Key[]): Reading {
    let here: Reading = this
    for (const key of keys) {
      const { value } = here
      const inner =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<Key, Json>)[key]
          : undefined
      here = new Reading(inner, here.path ? `${here.path}.${key}` : String(key), here.read, here)
    }
    return here
  }

  /** The field here or, where it is not, in the nearest of what holds this: a part leaves to its whole what is true of all parts. */
  around(key: Key): Reading {
    for (let here: Reading | undefined = this; here; here = here.holder) if (here.has(key)) return here.at(key)
    return this.at(key)
  }

  /** Whether the field is there at all, also as null. Tells shapes apart and reads nothing. */
  has(...keys: Key[]): boolean {
    return this.at(...keys).value !== undefined
  }

  keys(): string[] {
    const { value } = this
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  }

  isList(): boolean {
    return Array.isArray(this.value)
  }

  /** The elements of a list; what is absent or empty has none. Anything else is no list of nothing: what it was meant to hold would be lost. */
  list(...keys: Key[]): Reading[] {
    const list = this.at(...keys)
    if (Array.isArray(list.value)) return list.value.map((_, i) => list.at(i))
    const { value } = list
    const empty = value === undefined || value === null || value === '' || isEmptyObject(value)
    return empty ? [] : fail(list.path, 'not_a_list')
  }

  text(...keys: Key[]): string {
    const leaf = this.at(...keys)
    if (typeof leaf.value === 'object' && leaf.value !== null) throw new BadElement(leaf.path, 'not_a_text')
    if (leaf.value !== undefined) leaf.read.add(leaf.path)
    return leaf.value === undefined || leaf.value === null ? '' : String(leaf.value)
  }

  must(...keys: Key[]): string {
    return this.text(...keys).trim() || fail(this.at(...keys).path, 'missing')
  }

  /** Cut where the house's own fields end: a long title must not cost the order. */
  short(max: number, ...keys: Key[]): string {
    return this.text(...keys)
      .trim()
      .slice(0, max)
      .toWellFormed()
  }

  /** A decimal as text; '0' when missing. Channels send the same amount as "1.00", 1.0 and 1. */
  amount(...keys: Key[]): string {
    const text = this.text(...keys).trim()
    if (text === '') return '0'
    return /^-?\d{1,13}(\.\d{1,6})?$/.test(text) ? text : fail(this.at(...keys).path, 'not_an_amount')
  }

  whole(...keys: Key[]): number {
    const text = this.must(...keys)
    return /^-?\d{1,9}$/.test(text) ? Number(text) : fail(this.at(...keys).path, 'not_an_integer')
  }

  flag(...keys: Key[]): boolean {
    return ['true', '1', 'yes'].includes(this.text(...keys).toLowerCase())
  }

  /**
   * An instant as ISO text, '' when missing: with its own offset, or wall-clock time of the channel's zone, or seconds
   * (from eleven digits on: milliseconds) of the epoch.
   */
  instant(zone: string, ...keys: Key[]): string {
    const text = this.text(...keys).trim()
    // How several channels write "never".
    if (text === '' || /^0000-00-00/.test(text)) return ''
    const at = /^\d{1,13}$/.test(text)
      ? new Date(Number(text) * (text.length > 10 ? 1 : 1000))
      : /(Z|[+-]\d\d:?\d\d)$/.test(text)
        ? new Date(text)
        : local(text, zone)
    return Number.isNaN(at.getTime()) ? fail(this.at(...keys).path, 'not_a_time') : at.toISOString()
  }

  mustInstant(zone: string, ...keys: Key[]): string {
    return this.instant(zone, ...keys) || fail(this.at(...keys).path, 'missing')
  }

  /** The leaves that were not read, in the sequence of the payload. */
  unread(): string[] {
    return leavesOf(this.value, this.path).filter((path) => !this.read.has(path))
  }

  raw(): Json | undefined {
    return this.value
  }
}

/** Paths of all scalars, null among them. */
export function leavesOf(value: Json | undefined, path = ''): string[] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner as Json, path ? `${path}.${key}` : key))
}

function local(text: string, zone: string): Date {
  try {
    return fromLocal(text, zone)
  } catch (e) {
    if (!isRefusal(e)) throw e
    return new Date(Number.NaN)
  }
}

function fail(path: string, code: string): never {
  throw new BadElement(path, code)
}

/** How some channels write a list of nothing. */
function isEmptyObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
