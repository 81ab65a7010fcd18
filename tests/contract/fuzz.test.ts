import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodeCursor } from '@/lib/kernel/cursor'
import { newId, nilId } from '@/lib/kernel/ids'
import { openApiDocument } from '@/lib/modules/openapi/document'
import type { Actor } from '@/lib/platform/door/actor'
import type { UseCase } from '@/lib/platform/door/use-case'
import { problemCodes } from '@/lib/platform/entrance/problem'
import { restOf } from '@/lib/platform/entrance/rest'
import { pathFields } from '@/lib/platform/entrance/routes'
import { registry } from '@/lib/registry'
import { inputOf } from '@/tests/contract/inputs'
import { type Company, createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor } from '@/tests/support/tenant'

await setupWorkerDatabase()

// One sequence for everybody; another is asked for by name, and a failure names its own.
const seed = Number(process.env.FUZZ_SEED ?? 20261122)
const numRuns = Number(process.env.FUZZ_RUNS ?? 40)

let company: Company
let actor: Actor
const handle = restOf(registry, async () => actor, { take: () => 0 })
const paths = openApiDocument(registry, 'test').paths as Record<string, Record<string, { responses: object }>>

beforeAll(async () => {
  company = await createCompany()
  actor = await createKeyActor(company.tenantId, 'owner')
})

type Schema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  minimum?: number
  maximum?: number
}

/** Texts that have broken programs: signs beyond the first plane, direction marks, halves, quotes, patterns, very long ones. */
const hostile = [
  ...['', ' ', '\t\r\n', '0', '-1', 'null', 'undefined', 'NaN', '1e309', '１２３', '٣', '12.345.678'],
  ...[
    '\u{20BB7}野家',
    '𠮷',
    'é',
    'e\u0301',
    '\u202Eevil',
    'a\u200Bb',
    '👩‍👩‍👧‍👦',
    '\uFEFF',
    '\u0007',
    '\u2028',
    'ﬃ',
    'İ',
    'ß',
  ],
  ...[
    "'; drop table orders --",
    '" or 1=1',
    '%',
    '_',
    '\\',
    '$1',
    '{}',
    '[]',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '{{7*7}}',
  ],
  ...[
    '\0',
    'a\ud800',
    '\udc00',
    'x'.repeat(65_536),
    '中'.repeat(3000),
    '2026-02-30',
    '2026-11-22T25:00:00Z',
    '9999-12-31T23:59:59.999999Z',
    '-000001-01-01T00:00:00Z',
  ],
]
const text = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
)
/** Cursors that can be read and hold what no list ever gave out. */
const cursors = [
  [nilId],
  ['0000-01-01T00:00:00Z', nilId],
  ['9999-12-31T23:59:59Z', nilId],
  ['\0', '\ud800'],
  ['x', 'y'],
  [1, 2],
  {},
].map(encodeCursor)
const numbers = [0, -1, 1, 0.5, 2147483647, 2147483648, -2147483649, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21, -0]
const anything = fc.oneof(text, fc.constantFrom<unknown>(...numbers, null, true, [], {}, [[]], { a: { b: [1] } }))

/** Mostly what the schema asks for, sometimes something else in its place. */
function near(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything })
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const { properties, items, required = [], minimum = -5, maximum = 1000 } = schema
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map(near))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (properties) {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, near(inner)]))
    return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  }
  if (items) return fc.array(near(items), { maxLength: 3 })
  if (schema.format === 'uuid') return fc.constantFrom(newId(), ...Object.values(company.world), 'malformed')
  if (schema.format === 'date-time')
    return fc.constantFrom(
      '2026-11-20T08:00:00Z',
      '2026-11-20T08:00:00+08:00',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
    )
  if (schema.type === 'integer')
    return fc.oneof(
      fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) }),
      fc.constantFrom(...numbers),
    )
  if (schema.type === 'number') return fc.constantFrom(...numbers)
  if (schema.type === 'boolean') return fc.boolean()
  const known = [
    ...Object.values(company.world),
    ...cursors,
    '1.00',
    '0',
    '99999999999.99',
    'CNY',
    'JPY',
    'Asia/Shanghai',
    'paid',
    '2026-11-01',
    '2026-11-30',
  ]
  return schema.type === 'string' ? fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, text) : anything
}

let count = 0
/** Codes are taken once only: those of an example get a number, else every later call would end at that check. */
function fresh(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const numbered = Object.entries(value).map(([key, inner]) => {
    if (key === 'code' && /^[a-z-]+[0-9]?$/i.test(String(inner))) return [key, `${inner}-${count++}`]
    return [key, key === 'email' && String(inner).endsWith('.example') ? `${count++}-${inner}` : inner]
  })
  return Object.fromEntries(numbered)
}

async function send({ http }: UseCase, given: Record<string, unknown>): Promise<{ status: number; body: unknown }> {
  if (!http) throw new Error('no path')
  const input = http.method === 'POST' ? (JSON.parse(JSON.stringify(given, fresh)) as typeof given) : given
  const inPath = pathFields(http.path)
  const rest = Object.fromEntries(Object.entries(input).filter(([field]) => !inPath.includes(field)))
  // A lone half of a sign cannot be written into an address; a browser sends the sign of replacement.
  const path = inPath.reduce(
    (at, field) => at.replace(`{${field}}`, () => encodeURIComponent(String(input[field]).toWellFormed())),
    http.path as string,
  )
  const query = new URLSearchParams()
  if (http.method === 'GET') {
    for (const [field, value] of Object.entries(rest))
      for (const one of [value].flat()) query.append(field, String(one))
  }
  const body = http.method === 'GET' ? undefined : JSON.stringify(rest)
  const response = await handle(
    new Request(`http://caravan.test/api/v1${path}?${query}`, { method: http.method, body }),
  )
  const isJson = (response.headers.get('content-type') ?? '').includes('json')
  return { status: response.status, body: isJson ? await response.json() : await response.text() }
}

function leavesOf(value: unknown, path: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

/** The same input with up to two fields of the schema more. */
function added(input: object, optional: [string, Schema][]): fc.Arbitrary<object> {
  const some = fc.subarray(optional, { maxLength: Math.min(2, optional.length) })
  return some.chain((fields) =>
    fc
      .record(Object.fromEntries(fields.map(([name, inner]) => [name, near(inner)])))
      .map((given) => ({ ...input, ...given })),
  )
}

/** The same input with one or two of its leaves replaced by something of their kind or of another. */
function replaced(input: object): fc.Arbitrary<object> {
  const leaves = leavesOf(input, []).filter((path) => path.length > 0)
  if (leaves.length === 0) return fc.constant(input)
  const kinds: Record<string, fc.Arbitrary<unknown>> = {
    string: text,
    number: fc.constantFrom(...numbers),
    boolean: fc.boolean(),
  }
  const at = (path: string[]) => path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], input)
  return fc.subarray(leaves, { minLength: 1, maxLength: Math.min(2, leaves.length) }).chain((paths) =>
    fc
      .tuple(...paths.map((path) => fc.oneof({ weight: 4, arbitrary: kinds[typeof at(path)] ?? anything }, anything)))
      .map((values) => {
        const copy = structuredClone(input) as Record<string, unknown>
        for (const [i, path] of paths.entries()) {
          const holder = path
            .slice(0, -1)
            .reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, copy)
          holder[path.at(-1) ?? ''] = values[i]
        }
        return copy
      }),
  )
}

/** Every call is answered as the document says: quickly, with a known status, a problem of the promised shape or a value. */
async function holds(useCase: UseCase, input: Record<string, unknown>): Promise<void> {
  const documented = paths[`/api/v1${useCase.http?.path}`]?.[useCase.http?.method.toLowerCase() ?? '']?.responses ?? {}
  const started = performance.now()
  const first = await send(useCase, input)
  const current = first.status === 409 && (first.body as { version?: unknown }).version
  // The version of the working input is soon behind; what is to be tried stands after that check.
  const { status, body } = typeof current === 'number' ? await send(useCase, { ...input, version: current }) : first
  expect(performance.now() - started).toBeLessThan(2000)
  // 500 and 503 are documented, and never the answer to an input.
  if (status >= 500) expect.unreachable(JSON.stringify(body))
  // An empty or changed path is another operation's, or nobody's.
  if (status !== 405) expect(Object.keys(documented)).toContain(String(status))
  if (status >= 400) {
    expect(body).toMatchObject({
      status,
      code: expect.toBeOneOf(problemCodes),
      title: expect.any(String),
      requestId: expect.any(String),
    })
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|select |insert |constraint "/)
  }
}

const operations = registry.filter(({ http }) => http).map((useCase) => [useCase.name, useCase] as const)

describe('whatever is sent, the answer is one of the document', () => {
  it.each(operations)('%s', { timeout: 60_000 }, async (_name, useCase) => {
    const schema = z.toJSONSchema(useCase.documented ?? useCase.input, {
      io: 'input',
      unrepresentable: 'any',
    }) as Schema
    const own = inputOf(useCase, company.world)
    const optional = Object.entries(schema.properties ?? {}).filter(([name]) => !schema.required?.includes(name))
    // Most inputs are a working one with a leaf or two replaced, or a field or two added: those get past the first check.
    const inputs = fc.oneof(
      near(schema),
      ...[own ?? {}, { ...useCase.example, ...own }].flatMap((working) => [
        added(working, optional),
        replaced(working),
      ]),
    )
    // A third of the inputs come again. A question is answered as before; a command may meet itself once, and then nothing new.
    const often = useCase.http?.method === 'GET' ? 1 : 2
    const sent = new Map<string, number>()
    const property = fc.asyncProperty(inputs, async (given) => {
      const input = Object(given) as Record<string, unknown>
      const text = JSON.stringify(input)
      const before = sent.get(text) ?? 0
      sent.set(text, before + 1)
      if (before < often) await holds(useCase, input)
    })
    await fc.assert(property, { seed, numRuns })
  })
})

describe('texts', () => {
  it('are stored and given back as they were, or refused', { timeout: 60_000 }, async () => {
    const create = registry.find(({ name }) => name === 'category.create')
    const get = registry.find(({ name }) => name === 'category.get')
    if (!create || !get) throw new Error('categories are gone')
    let stored = 0
    for (const [i, nameZh] of hostile.entries()) {
      const made = await send(create, { code: `text-${i}`, nameZh })
      expect([201, 422]).toContain(made.status)
      if (made.status !== 201) continue
      stored += 1
      const { body } = await send(get, { categoryId: (made.body as { id: string }).id })
      expect(body).toMatchObject({ nameZh: nameZh.trim() })
    }
    expect(stored).toBeGreaterThan(30)
  })
})
