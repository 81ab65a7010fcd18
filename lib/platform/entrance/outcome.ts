import { isRefusal, type RefusalCode } from '@/lib/kernel/refusal'

/** What a page or an action is told when the house says no; `unknown` is a fault of ours, named by its request id. */
export type Told = {
  readonly code: RefusalCode | 'unknown'
  readonly params: Readonly<Record<string, Plain>>
  readonly errors?: { path: string; code: string }[]
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Told }

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/** A refusal as plain data, so that it crosses to the browser. */
export function told(e: unknown, requestId: string): Told {
  if (!isRefusal(e)) return { code: 'unknown', params: { requestId } }
  const { errors, ...params } = e.params
  const list = Array.isArray(errors) ? (plain(errors) as { path: string; code: string }[]) : undefined
  return { code: e.code, params: plain(params) as Record<string, Plain>, ...(list && { errors: list }) }
}

function plain(value: unknown): Plain {
  const text = JSON.stringify(value, (_key, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))
  return text === undefined ? null : JSON.parse(text)
}
