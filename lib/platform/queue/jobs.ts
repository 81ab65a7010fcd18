import type { z } from 'zod'
import type { Actor } from '@/lib/platform/door/actor'
import type { DomainEvent } from '@/lib/platform/door/context'
import { type RunOptions, run } from '@/lib/platform/door/run'
import type { Command } from '@/lib/platform/door/use-case'
import { singleFlight } from '@/lib/platform/queue/single-flight'

/** `more`: there was more to do than one turn takes; call again. */
export type Turn = { readonly more: boolean }

type DrainDef<S extends z.ZodType, O extends Turn> = {
  kind: 'drain'
  /** Unique among all jobs; the use case's name unless said otherwise. */
  name?: string
  useCase: Command<S, O>
  /** Names of the events that wake it; `*` is any event of the tenant. */
  on?: readonly string[]
  /** Seconds to wait after a wake-up, so that more can gather: for what may be a little behind. */
  settle?: number
  /** Seconds after which the clock wakes it, events or not: finds what a lost wake-up left behind. */
  every?: number
  /** One input for all events of a batch (ids only), of none when the clock wakes it; without it the input is `{}`. */
  input?: (events: readonly DomainEvent[]) => z.input<S>
}

type EachDef<S extends z.ZodType, O> = {
  kind: 'each'
  name?: string
  useCase: Command<S, O>
  on: readonly string[]
  input: (event: DomainEvent) => z.input<S>
}

/** Volume work: many events, one job per tenant, repeated until the use case answers `{ more: false }`. */
export type Drain = {
  readonly kind: 'drain'
  readonly name: string
  readonly on: readonly string[]
  readonly every: number | undefined
  readonly settle: number
  input(events: readonly DomainEvent[]): unknown
  run(actor: Actor, input: unknown, options?: RunOptions): Promise<Turn>
}

/** An effect with meaning per event: one job for each event. The use case must be idempotent: a job may run twice. */
export type Each = {
  readonly kind: 'each'
  readonly name: string
  readonly on: readonly string[]
  input(event: DomainEvent): unknown
  run(actor: Actor, input: unknown, options?: RunOptions): Promise<unknown>
}

type LongDef<I> = {
  kind: 'long'
  name: string
  /** `calls`: waits for the outside most of its time, so that many may run beside each other. */
  queue?: 'long' | 'calls'
  on: readonly string[]
  input: (event: DomainEvent) => I
  /**
   * What it tells of itself is kept where people look: counts and codes, `trouble` where the outside said no, `calls` as often as it was
   * asked: a job that asked nobody says nothing about who is silent.
   */
  work: (actor: Actor, input: I) => Promise<JobResult> | Promise<void>
}

export type JobResult = Readonly<Record<string, string | number | null>>

/**
 * Work of minutes, one job for each event, on a queue of its own, so that nobody waits behind it. It has no transaction: it runs
 * commands one after the other, each of which writes down how far the work is, and started again it goes on from there.
 */
export type Long = {
  readonly kind: 'long'
  readonly name: string
  readonly queue: 'long' | 'calls'
  readonly on: readonly string[]
  input(event: DomainEvent): unknown
  run(actor: Actor, input: unknown, options?: RunOptions): Promise<unknown>
}

export type Job = Drain | Each | Long

/** Declares what happens after the commit. Each module lists its own in `jobs.ts`: `export const jobs = [job({ … })]`. */
export function job<S extends z.ZodType, O extends Turn>(def: DrainDef<S, O>): Drain
export function job<S extends z.ZodType, O>(def: EachDef<S, O>): Each
export function job<I>(def: LongDef<I>): Long
export function job<S extends z.ZodType, O extends Turn, I>(def: DrainDef<S, O> | EachDef<S, O> | LongDef<I>): Job {
  if (def.kind === 'long') {
    const { name, queue = 'long', on, input, work } = def
    return { kind: 'long', name, queue, on, input, run: (actor, given) => work(actor, given as I) }
  }
  const name = def.name ?? def.useCase.name
  if (def.kind === 'each') {
    const { useCase, on, input } = def
    return { kind: 'each', name, on, input, run: (actor, raw, options) => run(useCase, actor, raw, options) }
  }
  const { on = [], every, settle = 0, input = () => ({}) } = def
  const useCase = singleFlight(def.useCase)
  return {
    kind: 'drain',
    name,
    on,
    every,
    settle,
    input,
    run: (actor, raw, options) => run(useCase, actor, raw, options),
  }
}
