import type { z } from 'zod'
import type { Statement } from '@/lib/platform/db/statement'
import type { Actor } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type Http = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/api/v1`; `{names}` are fields of the input. */
  readonly path: `/${string}`
  readonly status?: 200 | 201 | 202
}

/** A use case whose body is a form with a file: REST keeps the file in the store and hands `file` over as `uploadField`. */
export type Upload = { readonly purpose: 'imports' | 'images' | 'photos'; readonly most: number }

type Declared<S extends z.ZodType> = {
  /** `resource.verb`: permission, audit action, REST operationId; unique over the house. */
  readonly name: string
  readonly summary: string
  readonly input: S
  /** Without it the use case is not part of the open API. */
  readonly http?: Http
  readonly upload?: Upload
  /** A body (or query) that works, for the API's document. */
  readonly example?: Readonly<Record<string, unknown>>
  /** Field whose elements the use case judges one by one: a bad text in one element must not refuse the others. */
  readonly batch?: string
  /** What the document shows where `input` parses its elements one by one. */
  readonly documented?: z.ZodType
  /** The shape of the answer, for the document. */
  readonly output?: z.ZodType
}

export type Command<S extends z.ZodType = z.ZodType, O = unknown> = Declared<S> & {
  readonly kind: 'command'
  /** false for machine work that leaves its own trace (drains, folding); everything a person or key does is audited. */
  readonly audited: boolean
  /**
   * false where the audit row is the effect itself: under an idempotency key it runs anew each time, so that every look at
   * clear data is permitted by today's rights and written down, and no clear data lies about as a remembered answer.
   */
  readonly remembered: boolean
  /**
   * What must be asked of the outside first: after the permission, before the transaction, so that none ever waits for a
   * network. May happen more than once. Its answer is the third argument of `within`; a call within another use case has none.
   */
  outside?(actor: Actor, input: z.output<S>): Promise<unknown>
  /** A method, so that lists of use cases with different inputs have a type (parameters of methods are bivariant). */
  within(ctx: Context, input: z.output<S>, said?: unknown): Promise<O>
}

export type Query<S extends z.ZodType = z.ZodType, O = unknown> = Declared<S> & {
  readonly kind: 'query'
  /** A report: one snapshot, and a replica will do. */
  readonly stale: boolean
  /**
   * Of a list: what it reads for an input, `limit` rows and one more, as a statement that can be read and counted alike. null: nothing
   * is what was asked for. So the figure beside a saved view cannot mean other rows than the list shows.
   */
  rows?(ctx: Context, input: z.output<S>): Promise<Statement | null>
  within(ctx: Context, input: z.output<S>): Promise<O>
}

export type UseCase<S extends z.ZodType = z.ZodType, O = unknown> = Command<S, O> | Query<S, O>

type Body<S extends z.ZodType, O> = { run(ctx: Context, input: z.output<S>): Promise<O> }

/** A capability that changes something: one transaction, audited, its events told after the commit. */
export function command<S extends z.ZodType, O, A = undefined>(
  def: Declared<S> & {
    run(ctx: Context, input: z.output<S>, said?: A): Promise<O>
    outside?(actor: Actor, input: z.output<S>): Promise<A>
    audited?: boolean
    remembered?: boolean
  },
): Command<S, O> {
  const { run, audited = true, remembered = true, ...rest } = def
  return { ...rest, kind: 'command', audited, remembered, within: (ctx, input, said) => run(ctx, input, said as A) }
}

/** A capability that only reads. */
export function query<S extends z.ZodType, O>(
  def: Declared<S> & Body<S, O> & { stale?: boolean; rows?: Query<S>['rows'] },
): Query<S, O> {
  const { run, stale = false, ...rest } = def
  return { ...rest, kind: 'query', stale, within: run }
}
