import type { FaultKind } from '@/tests/simulators/faults'
import type { World } from '@/tests/simulators/world'

export type SimRequest = {
  readonly method: string
  /** Below `/<channel>`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Address of this marketplace, for links in its answers. */
  readonly base: string
  readonly fault?: FaultKind
}

export type SimAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** One marketplace's protocol, written from its documentation and apart from the connector that it is there to test. */
export type Marketplace = {
  /** What a person enters to connect the sandbox shop. */
  readonly credentials: Readonly<Record<string, string>>
  readonly limits: Readonly<Record<string, { perSecond: number; burst: number }>> & {
    readonly default: { perSecond: number; burst: number }
  }
  /** Lists whose answers say how many rows there are: only there can a short page be found out. */
  readonly counted: readonly string[]
  readonly lists: readonly string[]
  /** Name of the call, for limits, faults and counts. */
  operation(request: SimRequest): string
  /** Where a merchant permits an application, and what the page adds to the address it sends them back to. */
  readonly permission?: { readonly path: string; answer(code: string, state: string): Readonly<Record<string, string>> }
  /** Signature, key, token, clock; undefined when all is well. */
  check(world: World, request: SimRequest, operation: string): SimAnswer | undefined
  answer(world: World, request: SimRequest, operation: string): SimAnswer
  tooMany(seconds: number, perSecond: number): SimAnswer
  /** The channel's own way to say "later", with HTTP 200 where it does that. */
  later(): SimAnswer
  /** How a change is told to those who asked for it; none: only by asking. */
  delivery?(world: World, no: string, secret: string): { headers: Record<string, string>; body: string }
}

export const json = (body: unknown, headers: Record<string, string> = {}): SimAnswer => ({ status: 200, headers, body })

/** A number too big for JSON.stringify: `bigNumber('4100…')` becomes digits without quotes. */
export const bigNumber = (text: string) => (/^\d+$/.test(text) ? `#${text}#` : text)

export function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body).replace(/"#(\d+)#"/g, '$1')
}

export function safeJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export function pageOf<T>(rows: readonly T[], no: number, size: number): T[] {
  return rows.slice((no - 1) * size, no * size)
}
