import { headers } from 'next/headers'
import type { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { invalid, isRefusal, refuse } from '@/lib/kernel/refusal'
import { currentActor } from '@/lib/platform/auth/session'
import { run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { ownOrigin } from '@/lib/platform/entrance/origin'
import { type Outcome, told } from '@/lib/platform/entrance/outcome'
import { logOf } from '@/lib/platform/log'

export type { Outcome, Told } from '@/lib/platform/entrance/outcome'

const mostItems = 200

/** A server action's one line: origin, actor, door. Never throws: a form shows what it is told. */
export async function act<S extends z.ZodType, O>(useCase: UseCase<S, O>, input: unknown): Promise<Outcome<O>> {
  return guarded(useCase.name, async (requestId) => {
    ownOrigin(await headers())
    const actor = (await currentActor()) ?? refuse('unauthenticated')
    return run(useCase, actor, input, { requestId })
  })
}

/**
 * The same command for each of many inputs, a transaction each: what could be done is done, the rest says why not.
 * `inputs` comes from outside and need not be the list that our own pages send.
 */
export async function actEach<S extends z.ZodType, O>(
  useCase: UseCase<S, O>,
  inputs: unknown,
): Promise<Outcome<Outcome<O>[]>> {
  const count = Array.isArray(inputs) ? inputs.length : 0
  return guarded(`${useCase.name} × ${count}`, async (requestId) => {
    ownOrigin(await headers())
    const actor = (await currentActor()) ?? refuse('unauthenticated')
    if (!Array.isArray(inputs)) invalid([{ path: '', code: 'invalid_type' }])
    if (inputs.length > mostItems) refuse('too_large', { most: mostItems })
    const outcomes: Outcome<O>[] = []
    for (const input of inputs)
      outcomes.push(await outcomeOf(requestId, () => run(useCase, actor, input, { requestId })))
    return outcomes
  })
}

/** For actions before there is an actor (sign in, register, accept): the same origin check, log line and answer. */
export async function guardedAction<O>(name: string, work: (requestId: string) => Promise<O>): Promise<Outcome<O>> {
  return guarded(name, async (requestId) => {
    ownOrigin(await headers())
    return work(requestId)
  })
}

async function guarded<O>(useCase: string, work: (requestId: string) => Promise<O>): Promise<Outcome<O>> {
  const requestId = newId()
  const began = performance.now()
  const outcome = await outcomeOf(requestId, () => work(requestId))
  const ms = Math.round(performance.now() - began)
  logOf(requestId).info({ useCase, ms, outcome: outcome.ok ? 'ok' : outcome.refusal.code }, 'action')
  return outcome
}

async function outcomeOf<O>(requestId: string, work: () => Promise<O>): Promise<Outcome<O>> {
  try {
    return { ok: true, value: await work() }
  } catch (e) {
    if (!isRefusal(e)) logOf(requestId).error({ err: e }, 'action failed')
    return { ok: false, refusal: told(e, requestId) }
  }
}
