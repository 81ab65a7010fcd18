import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { groupBy } from '@/lib/kernel/group'
import { isRefusal } from '@/lib/kernel/refusal'
import type { Method } from '@/tests/property/model/clerk'
import { imagine } from '@/tests/property/model/imagine'
import { meant } from '@/tests/property/model/meant'
import { OrderModel } from '@/tests/property/model/orders'
import { Real } from '@/tests/property/model/real'
import { imagined, look } from '@/tests/property/model/seen'
import { shrink } from '@/tests/property/model/shrink'
import { type Step, walk, walkLength } from '@/tests/property/model/steps'
import { type Company, createCompany, createWorld } from '@/tests/property/model/world'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'

/** Companies that are walked in at once, and walks in one company, one after the other. */
const lanes = 8
const walksPerCompany = 6

const methodOf = (seed: number): Method => (Math.floor(seed / 2) % 2 === 0 ? 'fifo' : 'moving_average')
const stepsOf = (seed: number): readonly Step[] => fc.sample(walk, { seed, numRuns: 1 })[0] ?? []

/**
 * The whole of stock and orders against clerks with pencil and paper. 300 walks of 60 commands in the suite; for the night
 * `MODEL_RUNS=5000 npx vitest run tests/property/model`. A failure names the seed of its walk: `MODEL_SEED=… MODEL_RUNS=1` walks it again.
 */
export async function walkTheModel(part: number, parts: number): Promise<void> {
  const db = await setupWorkerDatabase()
  const runs = Number(process.env.MODEL_RUNS ?? 300)
  const first = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000_000)
  const seeds = Array.from({ length: runs }, (_, i) => first + i).filter((_, i) => i % parts === part)
  const title = `${seeds.length} walks of ${walkLength} commands end as the clerks say (seed ${first})`

  test.runIf(seeds.length > 0)(title, { timeout: 60_000 + seeds.length * 5_000 }, async () => {
    // One connection, so that the question is planned once; a plan made while tables were empty must not read them whole later.
    const connectionString = db.superuserUrl.replace('/postgres?', `/${db.name}?`)
    const reader = new pg.Pool({ connectionString, max: 1, options: '-c enable_seqscan=off' })
    const waiting = [...groupBy(seeds, methodOf).values()].flatMap((own) =>
      Array.from({ length: Math.ceil(own.length / walksPerCompany) }, (_, i) =>
        own.slice(i * walksPerCompany, (i + 1) * walksPerCompany),
      ),
    )
    const lane = async () => {
      for (let some = waiting.shift(); some; some = waiting.shift())
        await walksIn(reader, some).catch((e) => {
          waiting.length = 0
          throw e
        })
    }
    await Promise.all(Array.from({ length: lanes }, lane)).finally(() => reader.end())
  })
}

/** One company for several walks, because founding one costs as much as half a walk; what must always be so is asked when all have gone. */
async function walksIn(reader: pg.Pool, seeds: readonly number[]): Promise<void> {
  const company = await createCompany(methodOf(seeds[0] ?? 0))
  for (const seed of seeds)
    await walked(reader, company, stepsOf(seed)).catch(async (e: Error) => {
      // A server that was away for a moment of a long night is no counterexample: the walk is begun anew, and must end.
      const failure = isAway(e) ? await alone(reader, seed, stepsOf(seed)) : e
      if (failure) throw await explained(reader, seed, failure)
    })
  const broken = await brokenInvariants(company)
  if (broken.length === 0) return
  // Whose doing it was: each again in a company of its own.
  const failure = new Error(`${JSON.stringify(broken)} after walks ${seeds.join(', ')}`)
  for (const seed of seeds) {
    const found = await alone(reader, seed, stepsOf(seed))
    if (found) throw await explained(reader, seed, found)
  }
  throw failure
}

/** The shortest walk that fails in the same way, to be walked again by its seed. */
async function explained(reader: pg.Pool, seed: number, failure: Error): Promise<Error> {
  const same = async (steps: readonly Step[]) => {
    const found = await alone(reader, seed, steps)
    return isAway(found) === isAway(failure) ? found : undefined
  }
  const least = await shrink(stepsOf(seed), failure, same)
  const shown = least.steps.map((step) => JSON.stringify(step)).join('\n')
  const how = `MODEL_SEED=${seed} MODEL_RUNS=1, ${methodOf(seed)}, shrunk to ${least.steps.length} commands`
  return new Error(`${how}\n${shown}\n${least.failure.message}`, { cause: least.failure })
}

const isAway = (e: unknown) => isRefusal(e) && e.code === 'unavailable'

/** With nobody else's orders or faults around. */
async function alone(reader: pg.Pool, seed: number, steps: readonly Step[]): Promise<Error | undefined> {
  try {
    const company = await createCompany(methodOf(seed))
    await walked(reader, company, steps)
    expect(await brokenInvariants(company)).toEqual([])
    return undefined
  } catch (e) {
    return e as Error
  }
}

/** After every step both sides have to say the same. */
async function walked(reader: pg.Pool, company: Company, steps: readonly Step[]): Promise<void> {
  const world = await createWorld(company)
  const model = new OrderModel(company.method)
  const see = () => look(reader, world)
  const real = new Real(world, see)
  let seen = await see()
  for (const [count, said] of steps.entries()) {
    const step = meant(said, seen)
    const hint = `${count}: ${JSON.stringify(step)}`
    const sequence = step.kind === 'ship' ? (real.pick(seen, step.no, step.at)?.lines ?? []) : []
    const answer = await real.do(step, seen)
    expect(answer, hint).toBe(imagine(model, step, sequence))
    seen = await see()
    expect(seen.texts, hint).toEqual(imagined(model))
  }
}
