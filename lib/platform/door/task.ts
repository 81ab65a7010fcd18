import type { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { inTenant } from '@/lib/platform/db/transaction'
import { type Actor, may } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { parse, run } from '@/lib/platform/door/run'
import type { Command, Query } from '@/lib/platform/door/use-case'

/**
 * A capability that speaks to the network: it has no transaction of its own, so none ever waits for the outside.
 * Commands and calls alternate; each is recorded under the task's key and its step's name. A task that is started again,
 * after a crash or by a retry, gets the recorded answers and goes on where it stopped.
 */
export type Task<S extends z.ZodType = z.ZodType, O = unknown> = {
  readonly kind: 'task'
  readonly name: string
  readonly summary: string
  readonly input: S
  perform(steps: Steps, input: z.output<S>): Promise<O>
}

type TaskDef<S extends z.ZodType, O> = Omit<Task<S, O>, 'kind' | 'perform'> & {
  run(steps: Steps, input: z.output<S>): Promise<O>
}

export function task<S extends z.ZodType, O>({ run: perform, ...rest }: TaskDef<S, O>): Task<S, O> {
  return { ...rest, kind: 'task', perform }
}

/** `key` names the piece of work, the same at every attempt: an event's id and its subscriber, a shop and its cursor. */
export async function runTask<S extends z.ZodType, O>(
  useCase: Task<S, O>,
  actor: Actor,
  raw: unknown,
  key: string,
): Promise<O> {
  if (!may(actor, useCase.name)) refuse('forbidden', { permission: useCase.name })
  return useCase.perform(new Steps(actor, `${useCase.name} ${key}`), parse(useCase.input, raw))
}

export class Steps {
  private readonly actor: Actor
  private readonly key: string

  constructor(actor: Actor, key: string) {
    this.actor = actor
    this.key = key
  }

  /** One command; its answer is recorded in its own transaction, so it happens once however often the task starts. */
  command<S extends z.ZodType, O>(step: string, useCase: Command<S, O>, input: z.input<S>): Promise<O> {
    return run(useCase, this.actor, input, { idempotencyKey: `task ${this.key} ${step}` })
  }

  /** Reads are not recorded: they are true now. */
  query<S extends z.ZodType, O>(useCase: Query<S, O>, input: z.input<S>): Promise<O> {
    return run(useCase, this.actor, input)
  }

  /**
   * One call to the outside, outside of any transaction. Recorded after it answered: a crash in between calls again, so what it
   * calls must know `step` as its own idempotency key, or be able to ask whether it happened. The answer is plain JSON.
   */
  async call<T>(step: string, work: () => Promise<T>): Promise<T> {
    const before = await this.recorded(step)
    if (before) return before.answer as T
    const answer = await work()
    await this.inContext('write', async (ctx) => {
      const crypt = await ctx.crypt()
      const sealed = crypt.seal(stepAad(this.key, step), JSON.stringify(answer ?? null))
      await ctx.sql(
        'insert into task_steps (tenant_id, task_key, step, answer) values ($1, $2, $3, $4) on conflict do nothing',
        [this.key, step, sealed],
      )
    })
    return answer
  }

  private recorded(step: string): Promise<{ answer: unknown } | undefined> {
    return this.inContext('read', async (ctx) => {
      const [row] = await ctx.sql<{ answer: Buffer }>(
        'select answer from task_steps where tenant_id = $1 and task_key = $2 and step = $3',
        [this.key, step],
      )
      if (!row) return undefined
      const crypt = await ctx.crypt()
      return { answer: JSON.parse(crypt.open(stepAad(this.key, step), row.answer)) }
    })
  }

  private inContext<T>(mode: 'read' | 'write', work: (ctx: Context) => Promise<T>): Promise<T> {
    return inTenant(this.actor.tenantId, mode, (client) => work(new Context(client, this.actor, new Date(), newId())))
  }
}

function stepAad(key: string, step: string): string {
  return `task_steps|answer|${key}|${step}`
}
