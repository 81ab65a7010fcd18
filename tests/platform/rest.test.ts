import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import type { Actor } from '@/lib/platform/door/actor'
import { command, query, type UseCase } from '@/lib/platform/door/use-case'
import { restOf } from '@/lib/platform/entrance/rest'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createKeyActor, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const echo = z.strictObject({
  orderId: id('order').optional(),
  text: z.string().optional(),
  version: z.int().optional(),
})
const orderId = id('order')
let reviews = 0

const useCases: readonly UseCase[] = [
  query({
    name: 'thing.list',
    summary: 'List',
    http: { method: 'GET', path: '/things' },
    input: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      state: z.array(z.string()).optional(),
      q: z.string().optional(),
    }),
    run: async (_ctx, input) => input,
  }),
  query({
    name: 'thing.get',
    summary: 'Get',
    http: { method: 'GET', path: '/things/{orderId}' },
    input: z.strictObject({ orderId }),
    run: async (_ctx, input) => ({ ...input, version: 7 }),
  }),
  query({
    name: 'thing.low',
    summary: 'Low',
    http: { method: 'GET', path: '/things/low' },
    input: z.strictObject({}),
    run: async () => 'low',
  }),
  command({
    name: 'thing.review',
    summary: 'Review',
    http: { method: 'POST', path: '/things/{orderId}/review', status: 201 },
    input: echo,
    async run(_ctx, input) {
      reviews += 1
      if (input.text === 'hold') refuse('on_hold', { holds: ['manual'], status: 1, requestId: 'mine' })
      if (input.text === 'unknown') refuse('not_found', { type: 'thing', id: input.orderId })
      if (input.text === 'broken') throw new Error('the secret of 13812345678')
      if (input.text === 'away') throw Object.assign(new Error('terminating connection'), { code: '57P01' })
      return input
    },
  }),
  command({
    name: 'thing.free',
    summary: 'Free',
    http: { method: 'POST', path: '/free' },
    input: z.looseObject({}),
    run: async (_ctx, input) => input,
  }),
]

let actor: Actor | undefined
let now = 0
const handle = restOf(useCases, async () => actor)

beforeAll(async () => {
  const { tenantId } = await createTenant()
  actor = await createKeyActor(tenantId, 'owner')
})

type Init = { method?: string; body?: unknown; headers?: Record<string, string> }

async function call(path: string, { method, body, headers }: Init = {}) {
  const text =
    body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  const request = new Request(`http://caravan.test/api/v1${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    body: text as BodyInit | undefined,
    headers,
  })
  const response = await handle(request)
  const read = await response.text()
  return { status: response.status, headers: response.headers, body: read === '' ? undefined : JSON.parse(read) }
}

const some = '0197f000-0000-7000-8000-000000000001'
const review = `/things/${some}/review`

describe('finding the operation', () => {
  it('takes fields from path and query, and prefers fixed parts', async () => {
    expect((await call('/things?limit=3&state=a&state=b')).body).toEqual({ limit: 3, state: ['a', 'b'] })
    expect((await call('/things?state=a')).body).toEqual({ limit: 50, state: ['a'] })
    expect((await call(`/things/${some}`)).body).toEqual({ orderId: some, version: 7 })
    expect((await call('/things/low')).body).toBe('low')
  })

  it('answers 404 for unknown paths and broken escapes, 405 with Allow for wrong methods', async () => {
    for (const path of ['/nothing', '/things/%E0%A4%A', '/things/', '/things/a%00b', `/things/${some}/`]) {
      expect((await call(path)).body).toMatchObject({ status: 404, code: 'not_found' })
    }
    const wrong = await call('/things', { method: 'DELETE' })
    expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
    expect(wrong.headers.get('allow')).toBe('GET')
  })

  it('answers HEAD like GET', async () => {
    expect((await call('/things', { method: 'HEAD' })).status).toBe(200)
  })
})

describe('answers', () => {
  it('carry the status of the operation, an ETag, a request id, and are never stored', async () => {
    const { status, headers } = await call(review, { body: { version: 2 } })
    expect(status).toBe(201)
    expect(headers.get('etag')).toBe('"2"')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('are problems when refused, with what varies in members of their own that cannot replace the fixed ones', async () => {
    const { status, headers, body } = await call(review, { body: { text: 'hold' } })
    expect(status).toBe(409)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toEqual({
      type: 'urn:caravan:problem:on-hold',
      title: 'On hold',
      status: 409,
      code: 'on_hold',
      detail: 'Holds block this; lift them first.',
      holds: ['manual'],
      requestId: headers.get('x-request-id'),
    })
  })

  it('say nothing of what was not found', async () => {
    const { body, status } = await call(review, { body: { text: 'unknown' } })
    expect(status).toBe(404)
    expect(Object.keys(body).sort()).toEqual(['code', 'detail', 'requestId', 'status', 'title', 'type'])
    expect(JSON.stringify(body)).not.toContain(some)
  })

  it('hide faults and tell when the database is away', async () => {
    const fault = await call(review, { body: { text: 'broken' } })
    expect(fault.body).toMatchObject({ status: 500, code: 'fault' })
    expect(JSON.stringify(fault.body)).not.toContain('secret')
    const away = await call(review, { body: { text: 'away' } })
    expect(away.body).toMatchObject({ status: 503, code: 'unavailable' })
    expect(away.headers.get('retry-after')).toBe('1')
  })

  it('say 401 without an actor, before anything of the request is judged', async () => {
    const known = actor
    actor = undefined
    const { status, headers, body } = await call(review, { body: '{' })
    actor = known
    expect(status).toBe(401)
    expect(body.code).toBe('unauthenticated')
    expect(headers.get('www-authenticate')).toBe('Bearer')
  })
})

describe('bodies', () => {
  it.each(['', '{', '[]', '3', 'null', '"x"', '{"a":1}x', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)])(
    '%j',
    async (body) => {
      const { status, body: answer } = await call('/free', { body, method: 'POST' })
      if (body === '') expect({ status, answer }).toEqual({ status: 200, answer: {} })
      else expect(answer).toMatchObject({ status: 400, code: 'malformed' })
    },
  )

  it('may be 8 MB and not more, whatever length was announced', async () => {
    const text = JSON.stringify({ text: 'x'.repeat(8 * 1024 * 1024 - 11) })
    expect((await call('/free', { body: text })).status).toBe(200)
    expect((await call('/free', { body: `${text} ` })).body).toMatchObject({ status: 413, code: 'too_large' })
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    expect((await handle(new Request('http://caravan.test/api/v1/free', init))).status).toBe(413)
    expect(sent).toBeLessThan(200)
  })

  it.each([
    ['{"a":{"b":["x","y\\u0000"]}}', 'a.b.1', 'bad_text'],
    ['{"a":"\\ud800"}', 'a', 'bad_text'],
    ['{"a":{"\\udc00":1}}', 'a', 'bad_text'],
    ['{"__proto__":{"admin":true}}', '__proto__', 'unknown_field'],
    ['{"a":[{"constructor":1}]}', 'a.0.constructor', 'unknown_field'],
    [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, `a${'.0'.repeat(31)}`, 'too_deep'],
  ])('%s is refused at its path', async (body, path, code) => {
    const { status, body: answer } = await call('/free', { body })
    expect({ status, errors: answer.errors }).toEqual({ status: 422, errors: [{ path, code }] })
  })

  it('keep answers small whatever the names of unknown fields', async () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${'n'.repeat(1000)}${i}`, 1]))
    const { status, body } = await call(review, { body: fields })
    expect(status).toBe(422)
    expect(JSON.stringify(body).length).toBeLessThan(30_000)
    expect(body.errors).toHaveLength(100)
  })

  it('survive a million brackets', async () => {
    expect((await call('/free', { body: `{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}` })).status).toBe(422)
  })
})

describe('fields from outside the schema', () => {
  it('are refused: unknown, repeated, in the query of a change, or shadowing the path', async () => {
    const errors = async (path: string, init?: Init) => (await call(path, init)).body.errors
    expect(await errors('/things?nope=1')).toEqual([{ path: 'nope', code: 'unknown_field' }])
    expect(await errors('/things?limit=1&limit=2')).toEqual([{ path: 'limit', code: 'repeated' }])
    expect(await errors('/things?q=%00')).toEqual([{ path: 'q', code: 'bad_text' }])
    expect(await errors(`${review}?text=x`, { body: {} })).toEqual([{ path: 'text', code: 'unknown_field' }])
    expect(await errors(review, { body: { orderId: some } })).toEqual([{ path: 'orderId', code: 'unknown_field' }])
    expect(await errors(`/things/${some}?orderId=${some}`)).toEqual([{ path: 'orderId', code: 'unknown_field' }])
    expect(await errors('/things?limit=201')).toEqual([{ path: 'limit', code: 'too_big' }])
  })
})

describe('If-Match', () => {
  it('is the version where the body has none and the operation knows one', async () => {
    const version = async (path: string, header: string, body: object) => {
      const answer = await call(path, { body, headers: { 'if-match': header } })
      return answer.body.errors ?? answer.body.version
    }
    expect(await version(review, '"3"', {})).toBe(3)
    expect(await version(review, '"3"', { version: 4 })).toBe(4)
    expect(await version(review, '*', {})).toBeUndefined()
    expect(await version('/free', '"3"', {})).toBeUndefined()
    expect(await version(review, '3; drop', {})).toEqual([{ path: 'If-Match', code: 'invalid_format' }])
  })
})

describe('Idempotency-Key', () => {
  it('gives one effect and one answer', async () => {
    const before = reviews
    const send = (text: string) => call(review, { body: { text }, headers: { 'idempotency-key': 'k-1' } })
    const [first, again, other] = [await send('a'), await send('a'), await send('b')]
    expect(again).toMatchObject({ status: first.status, body: first.body })
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
    expect(reviews - before).toBe(1)
  })

  it.each(['', ' ', 'a b', 'x'.repeat(201), 'é'])('%j is no key', async (key) => {
    const { status, body } = await call(review, { body: {}, headers: { 'idempotency-key': key } })
    expect({ status, errors: body.errors }).toEqual({
      status: 422,
      errors: [{ path: 'Idempotency-Key', code: 'invalid_format' }],
    })
  })
})

describe('the rate limit', () => {
  it('lets 500 through at once, then 100 a second, for each caller apart', async () => {
    const { rateLimiter, limits } = await import('@/lib/platform/entrance/rate-limit')
    const take = rateLimiter(() => now)
    const passed = (caller: string, calls: number) =>
      Array.from({ length: calls }, () => take(caller, limits.key)).filter((wait) => wait === 0).length
    expect(passed('a', 600)).toBe(500)
    expect(take('a', limits.key)).toBe(1)
    expect(passed('b', 600)).toBe(500)
    now += 1000
    expect(passed('a', 600)).toBe(100)
    now += 60_000
    expect(passed('a', 600)).toBe(500)
  })

  it('answers 429 with Retry-After', async () => {
    const limited = restOf(useCases, async () => actor, { take: () => 2 })
    const response = await limited(new Request('http://caravan.test/api/v1/things'))
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await response.json()).toMatchObject({ code: 'rate_limited' })
  })
})
