import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { isRefusal } from '@/lib/kernel/refusal'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { parse, run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { problemOf } from '@/lib/platform/entrance/problem'
import { restOf } from '@/lib/platform/entrance/rest'
import { pathFields } from '@/lib/platform/entrance/routes'
import { registry } from '@/lib/registry'
import { type Input, idFieldsOf, inputOf, inputWith, valueAt, withValueAt } from '@/tests/contract/inputs'
import { isHouseWork, isScoped, scopedFieldsOf } from '@/tests/contract/scopes'
import { type Company, createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

let mine: Company
let victim: Company
let attacker: Actor
/** The attacker's colleague, who may see one other shop and one other warehouse only. */
let limited: Actor
let before: string
let fingerprint: string
const watcher = new pg.Client({ connectionString: db.superuserUrl })
afterAll(() => watcher.end())

beforeAll(async () => {
  await watcher.connect()
  const { rows: tables } = await watcher.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  )
  fingerprint = tables
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*)::int as rows, md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as hash from ${name} x where tenant_id = $1`,
    )
    .join(' union all ')
  mine = await createCompany()
  victim = await createCompany()
  attacker = await createKeyActor(mine.tenantId, 'owner')
  const scope = { shopIds: [mine.world.otherShopId ?? ''], warehouseIds: [mine.world.otherWarehouseId ?? ''] }
  limited = await createKeyActor(mine.tenantId, 'owner', scope)
  before = await rowsOf(victim.tenantId)
})

/** A fingerprint of every row of one tenant in every table that has tenants. */
async function rowsOf(tenantId: string): Promise<string> {
  // Planned once for the hundreds of times it is asked.
  const { rows } = await watcher.query({ name: 'fingerprint', text: fingerprint, values: [tenantId] })
  return JSON.stringify(rows)
}

type Answer = { status: number; body: unknown }

/** Some answers say when they were given, and that is all in which they may differ. */
const timeless = (answer: Answer | undefined) =>
  answer?.body && typeof answer.body === 'object' ? { ...answer, body: { ...answer.body, at: undefined } } : answer

/** As an outsider would see it: over HTTP where there is a path, through the door where there is none. */
async function answer(useCase: UseCase, actor: Actor | undefined, input: Input): Promise<Answer> {
  const { http } = useCase
  if (!http) {
    const value = await run(useCase, actor ?? attacker, input).then(
      (body) => ({ status: 200, body }),
      (e: unknown) => {
        if (!isRefusal(e)) throw e
        return { status: e.status, body: problemOf(e, '') }
      },
    )
    return value
  }
  const inPath = pathFields(http.path)
  const rest = Object.fromEntries(Object.entries(input).filter(([field]) => !inPath.includes(field)))
  const path = inPath.reduce(
    (text, field) => text.replace(`{${field}}`, encodeURIComponent(String(input[field]))),
    http.path as string,
  )
  const query = http.method === 'GET' ? `?${new URLSearchParams(rest as Record<string, string>)}` : ''
  const body = http.method === 'GET' ? undefined : JSON.stringify(rest)
  // Nobody waits here for a bucket to fill, and the rows are compared: no trace of the calls may come in between.
  const handle = restOf(registry, async () => actor, { take: () => 0, requests: { note: () => undefined } })
  const response = await handle(new Request(`http://caravan.test/api/v1${path}${query}`, { method: http.method, body }))
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  const { requestId: _, ...seen } = isJson ? await response.json() : { file: await response.text() }
  return { status: response.status, body: seen }
}

/** What the owner's own input gives; its transaction is rolled back, so that one test cannot spoil the next. */
async function ownAnswer(useCase: UseCase, input: Input): Promise<Answer> {
  class Done extends Error {
    constructor(readonly value: unknown) {
      super('rolled back')
    }
  }
  const done = async (): Promise<never> => {
    const parsed = parse(useCase.input, input)
    const command = useCase.kind === 'command' ? useCase : undefined
    // Who signs in is proved before the transaction; what others ask there is the network.
    const said = command?.name === 'station.enter' ? await command.outside?.(attacker, parsed) : undefined
    return inTenant(mine.tenantId, 'write', async (client) => {
      const ctx = new Context(client, attacker, new Date())
      throw new Done(await (command ? command.within(ctx, parsed, said) : useCase.within(ctx, parsed)))
    })
  }
  return done().catch((e: unknown): Answer => {
    if (e instanceof Done) return { status: useCase.http?.status ?? 200, body: e.value }
    if (isRefusal(e)) return { status: e.status, body: problemOf(e, '') }
    throw e
  })
}

const withIds = registry.filter((useCase) => idFieldsOf(useCase).length > 0)
const fields = withIds.flatMap((useCase) =>
  idFieldsOf(useCase).map((path) => [`${useCase.name} ${path}`, useCase, path] as const),
)

it('knows how to call every use case that names a row, with every field that does', () => {
  const unknown = fields
    .filter(([, useCase, path]) => valueAt(inputWith(useCase, path, mine.world), path) == null)
    .map(([name]) => name)
  expect(unknown).toEqual([])
  expect(fields.length).toBeGreaterThan(40)
})

describe('an id of another company', () => {
  it.each(fields)('%s: is answered like one that does not exist', async (_name, useCase, path) => {
    const input = inputWith(useCase, path, mine.world) ?? {}
    const foreign = valueAt(inputWith(useCase, path, victim.world), path)
    // What has no path is called by our own jobs, whose ids are at least well formed.
    const malformed = useCase.http ? ['malformed', `${foreign}x`, "'; --", '\u{20BB7}\n'] : []
    const values = path.endsWith('Code') ? ['no-such-code', foreign] : [newId(), ...malformed, foreign]
    const answers = await Promise.all(values.map((value) => answer(useCase, attacker, withValueAt(input, path, value))))
    for (const one of answers) expect(timeless(one)).toEqual(timeless(answers[0]))
    expect(answers[0]?.status).toBeLessThan(500)
    expect(JSON.stringify(answers)).not.toContain(foreign)
    expect(await rowsOf(victim.tenantId)).toBe(before)
    const own = await ownAnswer(useCase, input)
    // Else the input itself would be at fault, and the test would have compared nothing.
    if (useCase.kind === 'query' || (answers[0]?.status ?? 0) >= 400) expect(own).not.toEqual(answers[0])
    expect([200, 201, 202, 409], JSON.stringify(own.body)).toContain(own.status)
  })
})

describe('an id outside the scope of a key', () => {
  it.each(fields.filter(([, useCase, path]) => isScoped(useCase, path)))(
    '%s: is answered like one that does not exist',
    async (_name, useCase, path) => {
      const input = inputWith(useCase, path, mine.world) ?? {}
      const rows = await changeableRows()
      const unknown = path.endsWith('Code') ? 'no-such-code' : newId()
      const beyond = await answer(useCase, limited, input)
      expect(withoutId(beyond, valueAt(input, path))).toEqual(
        withoutId(await answer(useCase, limited, withValueAt(input, path, unknown)), unknown),
      )
      expect(await changeableRows()).toEqual(rows)
    },
  )
})

/** What was asked is repeated by answers that tell row by row, and is no news. */
const withoutId = (answer: Answer, id: unknown) => JSON.parse(JSON.stringify(answer).replaceAll(String(id), 'asked'))

/** All but that somebody asked, which is written down: an export of nothing, a list of which no row was found. */
async function changeableRows(): Promise<{ name: string }[]> {
  const rows: { name: string }[] = JSON.parse(await rowsOf(mine.tenantId))
  return rows.filter(({ name }) => !name.startsWith('audit_'))
}

describe('every list, count and report', () => {
  /** Sees every warehouse and one shop, in which nothing was ever sold. */
  let oneShop: Actor
  /** Ids, numbers and codes of all that is of a shop or a warehouse beyond the limit of each, straight from the tables. */
  let hidden: (readonly [actor: Actor, texts: readonly string[]])[]

  beforeAll(async () => {
    const { otherShopId = '', otherWarehouseId = '' } = mine.world
    oneShop = await createKeyActor(mine.tenantId, 'owner', { shopIds: [otherShopId] })
    hidden = [
      [limited, await textsBeyond({ shop_id: otherShopId, warehouse_id: otherWarehouseId })],
      [oneShop, await textsBeyond({ shop_id: otherShopId })],
    ]
    for (const [, texts] of hidden) expect(texts.length).toBeGreaterThan(50)
  })

  async function textsBeyond(own: Record<string, string>): Promise<string[]> {
    const { rows: columns } = await watcher.query<{ name: string; limits: string[]; says: string[] }>(
      `select c.relname as name, array_agg(a.attname::text) filter (where a.attname = any($1)) as limits,
              array_agg(a.attname::text) filter (where a.attname in ('id', 'number', 'channel_order_no')) as says
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        group by c.relname
       having bool_or(a.attname = any($1)) and bool_or(a.attname = 'id') and bool_or(a.attname = 'tenant_id')`,
      [Object.keys(own)],
    )
    const ofRows = columns.map(({ name, limits, says }) => {
      const out = limits.map((limit) => `${limit} <> '${own[limit]}'`).join(' or ')
      return `select unnest(array[${says.map((column) => `${column}::text`)}]) as text from ${name} where tenant_id = $1 and (${out})`
    })
    const places = Object.entries(own).map(
      ([limit, id]) =>
        `select unnest(array[id::text, code]) from ${limit.replace('_id', 's')} where tenant_id = $1 and id <> '${id}'`,
    )
    const { rows } = await watcher.query<{ text: string }>([...ofRows, ...places].join(' union '), [mine.tenantId])
    return rows.map(({ text }) => text)
  }

  const readings = registry.filter((useCase) => {
    const { kind, http } = useCase
    return (kind === 'query' || http?.method === 'GET') && !isHouseWork(useCase)
  })

  it.each(readings.map((useCase) => [useCase.name, useCase] as const))(
    '%s: tells a key that is limited nothing of what is beyond its limit',
    async (_name, useCase) => {
      const input = structuredClone(inputOf(useCase, mine.world) ?? {})
      // What asks for one row, by its id, is asked for above: here all that there is.
      for (const path of scopedFieldsOf(useCase)) if (!path.includes('.')) delete input[path]
      if (!useCase.input.safeParse(input).success) return
      for (const [actor, texts] of hidden) {
        const { status, body } = await answer(useCase, actor, input)
        expect(status).toBeLessThan(500)
        const told = JSON.stringify(body)
        expect(texts.filter((text) => told.includes(text))).toEqual([])
      }
    },
  )

  it('sums up, of what several shops share, the own shop’s part alone', async () => {
    const asked = async (name: string, actor: Actor, input: Input = {}) => {
      const useCase = registry.find((one) => one.name === name)
      return (await answer(useCase as UseCase, actor, input)).body as { items: Record<string, unknown>[] }
    }
    const sums = async (actor: Actor) => {
      const waves = (await asked('wave.list', actor)).items.map(({ parcels, units, picked, packed, shipped }) => [
        ...[parcels, units, picked, packed, shipped],
      ])
      const handOvers = (await asked('hand-over.list', actor)).items.map(({ parcels, weightG }) => [parcels, weightG])
      return [...waves, ...handOvers].flat()
    }
    expect((await sums(attacker)).some((n) => Number(n) > 0)).toBe(true)
    expect((await sums(oneShop)).filter((n) => n !== 0)).toEqual([])
    const counted = JSON.stringify(await asked('order.counts', oneShop))
    expect(counted).not.toMatch(/"n":[1-9]/)
  })
})

it('opens nothing to nobody: without a key every operation answers the same', async () => {
  const answers = await Promise.all(
    registry
      .filter(({ http }) => http)
      .map((useCase) => answer(useCase, undefined, inputOf(useCase, mine.world) ?? {})),
  )
  for (const one of answers) expect(one).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
})
