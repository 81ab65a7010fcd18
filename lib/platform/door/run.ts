import type { z } from 'zod'
import { type FieldError, invalid, isRefusal, refuse } from '@/lib/kernel/refusal'
import { asRefusal, isTransient } from '@/lib/platform/db/errors'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, may } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { answered, remember } from '@/lib/platform/door/idempotency'
import { writeTrail } from '@/lib/platform/door/trail'
import type { Query, UseCase } from '@/lib/platform/door/use-case'

export type RunOptions = { readonly idempotencyKey?: string; readonly requestId?: string; readonly now?: Date }

const tries = 3

/**
 * The door: parse, ask permission, open one transaction bound to the actor's tenant, run, write audit and outbox, commit.
 * Throws a Refusal for everything the caller can understand; anything else is a fault.
 * A transaction that loses a deadlock or waits too long for a lock starts over, at most twice.
 */
export async function run<S extends z.ZodType, O>(
  useCase: UseCase<S, O>,
  actor: Actor,
  raw: unknown,
  options: RunOptions = {},
): Promise<O> {
  const input = admit(useCase, actor, raw)
  const said = useCase.kind === 'command' ? await useCase.outside?.(actor, input) : undefined
  return insist(() => once(useCase, actor, input, said, options))
}

/** Asks one query of several that share a transaction. */
export type Ask = <S extends z.ZodType, O>(query: Query<S, O>, raw: unknown) => Promise<O>

/**
 * Several queries for one page in one transaction, each parsed and permitted by itself: what is asked together is one wait for
 * the database, and one transaction instead of many. A refused query leaves the others standing. Where one of them is a report,
 * all read its snapshot.
 */
export async function runTogether<T>(
  actor: Actor,
  work: (ask: Ask) => Promise<T>,
  mode: 'read' | 'snapshot' = 'read',
): Promise<T> {
  return insist(() =>
    inTenant(actor.tenantId, mode, async (client) => {
      const ctx = new Context(client, actor, new Date())
      const asked: Promise<unknown>[] = []
      const ask: Ask = async (query, raw) => {
        if (query.stale && mode === 'read') throw new Error(`${query.name} reads a snapshot`)
        const answer = query.within(ctx, admit(query, actor, raw))
        asked.push(answer.catch(() => undefined))
        return answer
      }
      try {
        return await work(ask)
      } finally {
        // Nothing may still be sent on a connection that was given back.
        await Promise.all(asked)
      }
    }),
  )
}

/** Whoever asks may ask this, in words that mean something. */
function admit<S extends z.ZodType, O>(useCase: UseCase<S, O>, actor: Actor, raw: unknown): z.output<S> {
  actor.signal?.throwIfAborted()
  if (!may(actor, useCase.name)) refuse('forbidden', { permission: useCase.name })
  if (actor.viewing && useCase.kind === 'command') refuse('forbidden', { permission: useCase.name, viewing: true })
  return parse(useCase.input, raw)
}

async function insist<T>(attemptOnce: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce()
    } catch (e) {
      if (isRefusal(e)) throw e
      if (isTransient(e) && attempt < tries) await pause(attempt)
      else throw asRefusal(e)
    }
  }
}

async function once<S extends z.ZodType, O>(
  useCase: UseCase<S, O>,
  actor: Actor,
  input: z.output<S>,
  said: unknown,
  { idempotencyKey, requestId, now = new Date() }: RunOptions,
): Promise<O> {
  if (useCase.kind === 'query') {
    const mode = useCase.stale ? 'snapshot' : 'read'
    return inTenant(actor.tenantId, mode, (client) => useCase.within(new Context(client, actor, now, requestId), input))
  }
  return inTenant(actor.tenantId, 'write', async (client) => {
    const ctx = new Context(client, actor, now, requestId)
    const key = useCase.remembered && idempotencyKey && { key: idempotencyKey, useCase: useCase.name, input }
    const before = key && (await answered(ctx, key))
    if (before) return before.answer as O
    const answer = await useCase.within(ctx, input, said)
    if (key) await remember(ctx, key, answer)
    await writeTrail(ctx, useCase.audited ? useCase.name : undefined)
    return answer
  })
}

export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw)
  return parsed.success ? parsed.data : invalid(fieldErrors(parsed.error))
}

/** Dotted paths and codes; never the value that was sent. An unknown field is named by its own path. */
export function fieldErrors(error: z.core.$ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: storable([...issue.path, key].join('.')), code: 'unknown_field' }))
    }
    const custom = issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : undefined
    return [{ path: storable(issue.path.join('.')), code: custom ?? issue.code }]
  })
}

/** A field's name comes from outside, too, and must be fit to be kept with a reject. */
function storable(path: string): string {
  return path.toWellFormed().replaceAll('\0', '').slice(0, 300)
}

function pause(attempt: number): Promise<void> {
  return new Promise((done) => setTimeout(done, 10 * attempt + Math.random() * 40 * attempt))
}
