import type { ItemOf, PayloadKind } from '@/lib/adapters/marketplaces/channel-order'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement, WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import type { Json } from '@/lib/kernel/exact-json'

/** How one channel's payloads of one kind are read: where the elements lie, and what one of them says. */
export type Parser<K extends PayloadKind> = {
  /** Throws WrongPayload where the payload is of another kind. */
  find(payload: Reading): Reading[]
  read(element: Reading): ItemOf[K]
}

export type Parsers = { readonly [K in PayloadKind]?: Parser<K> }

export type BrokenElement = { readonly path: string; readonly code: string; readonly element: Json }

export type Parsed<K extends PayloadKind> = {
  items: ItemOf[K][]
  /** Elements that cannot be read never stop the others. */
  broken: BrokenElement[]
  /** Every leaf that is in no item; with the mapped ones they are all leaves of the payload. */
  readonly unmapped: string[]
}

export function parsePayload<K extends PayloadKind>(parsers: Parsers, kind: K, payload: Json): Parsed<K> {
  const parser = parsers[kind] as Parser<K> | undefined
  if (!parser) throw new WrongPayload(`this channel sends no ${kind} payloads`)
  if (typeof payload !== 'object' || payload === null) throw new WrongPayload('neither an object nor a list')
  const reading = new Reading(payload)
  if (reading.has('requestParams') || reading.has('responseParams')) throw new WrongPayload('a specification')
  const items: ItemOf[K][] = []
  const broken: BrokenElement[] = []
  for (const element of found(() => parser.find(reading))) {
    try {
      items.push(parser.read(element))
    } catch (e) {
      if (!(e instanceof BadElement)) throw e
      broken.push({ path: e.path, code: e.code, element: element.raw() ?? null })
    }
  }
  return {
    items,
    broken,
    // Only who asks for it walks the payload once more: a pull does not.
    get unmapped() {
      return reading.unread()
    },
  }
}

/** A place of elements that holds something else is a payload of another shape, not an element that cannot be read. */
function found(find: () => Reading[]): Reading[] {
  try {
    return find()
  } catch (e) {
    throw e instanceof BadElement ? new WrongPayload(e.message) : e
  }
}

export function notA(kind: PayloadKind, what = 'another kind of payload'): never {
  throw new WrongPayload(`no ${kind}: ${what}`)
}

/** Leaves out what is empty, so that an order says only what its channel said. */
export function said<T extends object>(fields: T): { [F in keyof T]?: Exclude<T[F], ''> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined)) as {
    [F in keyof T]?: Exclude<T[F], ''>
  }
}
