import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
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

const methods: readonly Method[] = ['fifo', 'moving_average']
/** Walks at once, each in a company of its own; one company per lane and method, until it has seen enough. */
const lanes = 4
const walksPerCompany = 10

/**
 * The whole of stock and orders against clerks with pencil and paper. 300 walks of 60 commands in the suite; for the night
 * `MODEL_RUNS=5000 npx vitest run tests/property/model`. A failure names the seed of its walk: `MODEL_SEED=… MODEL_RUNS=1` walks it again.
 */
export async function walkTheModel(part: number, parts: number): Promise<void> {
  const db = await setupWorkerDatabase()
  const runs = Number(process.env.MODEL_RUNS ?? 300)
  const first = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000_000)
  const seeds = Array.from({ length: runs }, (_, i) => first + i).filter((seed) => seed % parts === part)

  test.runIf(seeds.length > 0)(
    `${seeds.length} walks of ${walkLength} commands end as the clerks say (seed ${first})`,
    {
      timeout: 60_000 + seeds.length * 5_000,
    },
    async () => {
      // One connection, so that the question is planned once; a plan made while tables were empty must not read them whole later.
      const connectionString = db.superuserUrl.replace('/postgres?', `/${db.name}?`)
      const reader = new pg.Pool({ connectionString, max: 1, options: '-c enable_seqscan=off' })
      try {
        const waiting = seeds.map((seed) => seed)
        const lane = async () => {
          const companies = new Companies()
          for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift())
            await oneWalk(reader, companies, seed).catch((e) => {
              waiting.length = 0
              throw e
            })
        }
        await Promise.all(Array.from({ length: lanes }, lane))
      } finally {
        await reader.end()
      }
    },
  )
}

class Companies {
  private readonly known = new Map<Method, Company>()

  async of(method: Method): Promise<Company> {
    const known = this.known.get(method)
    if (known && known.walks < walksPerCompany) return known
    const made = await createCompany(method)
    this.known.set(method, made)
    return made
  }

  /** What has been in a walk that failed says nothing about the next. */
  leave(method: Method): void {
    this.known.delete(method)
  }
}

async function oneWalk(reader: pg.Pool, companies: Companies, seed: number): Promise<void> {
  const method = methods[seed % 7 < 4 ? 0 : 1] ?? 'fifo'
  const [steps = []] = fc.sample(walk, { seed, numRuns: 1 })
  const runs = async (some: readonly Step[]) => {
    const failure = await walked(reader, await companies.of(method), method, some).then(
      () => undefined,
      (e: Error) => e,
    )
    if (failure) companies.leave(method)
    return failure
  }
  const failure = await runs(steps)
  if (!failure) return
  const least = await shrink(steps, failure, runs)
  const shown = least.steps.map((step) => JSON.stringify(step)).join('\n')
  throw new Error(`MODEL_SEED=${seed} MODEL_RUNS=1, ${method}, shrunk to\n${shown}\n${least.failure.message}`, {
    cause: least.failure,
  })
}

/** Walks; after every step both sides have to say the same, and at the end all that must always be so is so. */
async function walked(reader: pg.Pool, company: Company, method: Method, steps: readonly Step[]): Promise<void> {
  const world = await createWorld(company)
  const model = new OrderModel(method)
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
  expect(await brokenInvariants(company)).toEqual([])
}
