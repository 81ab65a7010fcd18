import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPrivateAddress, NoAnswer, send } from '@/lib/adapters/http'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { RateLimiter } from '@/lib/adapters/marketplaces/rate-limit'

const options = { timeoutMs: 300, maxBytes: 1000, allowPrivate: true }
let url = ''
let drip: NodeJS.Timeout | undefined

const server = http.createServer((request, response) => {
  if (request.url === '/redirect') response.writeHead(302, { location: `${url}/secret` }).end()
  else if (request.url === '/large') response.end('x'.repeat(5000))
  else if (request.url === '/cut')
    response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy())
  else if (request.url === '/slow') drip = setInterval(() => response.write('x'), 50)
  else response.end(JSON.stringify({ method: request.method, url: request.url }))
})

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  clearInterval(drip)
  server.closeAllConnections()
  server.close()
})

const outcome = (path: string, more = {}) =>
  send({ method: 'GET', url: url + path }, { ...options, ...more }).then(
    (answer) => answer.status,
    (e: unknown) => (e instanceof NoAnswer ? e.code : String(e)),
  )

test('an answer is whole, in time and within its bound, and a redirect is not followed', async () => {
  expect(await outcome('/ok')).toBe(200)
  expect(await outcome('/redirect')).toBe(302)
  expect(await outcome('/large')).toBe('too_large')
  expect(await outcome('/cut')).toBe('connection')
  // A byte now and then does not keep it alive.
  expect(await outcome('/slow')).toBe('timeout')
})

test('a service on the internet calls no address of its own network, by number or by name', async () => {
  expect(await outcome('/ok', { allowPrivate: false })).toBe('private_address')
  const named = url.replace('127.0.0.1', 'localhost')
  const refused = send({ method: 'GET', url: named }, { ...options, allowPrivate: false })
  await expect(refused).rejects.toMatchObject({ code: 'private_address' })
  await expect(send({ method: 'GET', url: 'file:///etc/passwd' }, options)).rejects.toBeInstanceOf(NoAnswer)
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'nonsense',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is public', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})

test('a limiter lets a burst through, then one by one, and says when waiting would take too long', async () => {
  let now = 0
  const waits: number[] = []
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      waits.push(ms)
      now += ms
    },
  }
  const limiter = new RateLimiter(clock)
  const rate = { perSecond: 1, burst: 4 }
  for (let i = 0; i < 5; i++) {
    expect(await limiter.take('a', rate, 5000)).toBe(0)
    limiter.answered('a')
  }
  expect(waits.map((ms) => Math.round(ms / 100) / 10)).toEqual([1.1, 1.1])
  expect(await limiter.take('b', rate, 0)).toBe(0)
  expect(await limiter.take('a', rate, 500)).toBeGreaterThan(500)
  // Ten times as much is granted now.
  limiter.learn('a', 10)
  expect(await limiter.take('a', rate, 500)).toBe(0)
})

test.each([
  ['a quarter of the burst, given up on though they arrive', 0.25, true],
  ['half the burst, still under way', 0.5, false],
  ['all that may be spent at once, still under way', 1, false],
])(
  'calls that were held up on their way (%s) arrive with those taken since, and all are within what is granted',
  async (_name, share, givenUp) => {
    const rates = Object.values(connectors).flatMap(({ declared }) => Object.values(declared.rates))
    for (const rate of rates) {
      let now = 0
      const clock = { now: () => now, sleep: async () => undefined }
      const limiter = new RateLimiter(clock)
      const takes = async (most: number) => {
        let taken = 0
        while (taken < most && (await limiter.take('list', rate, 0)) === 0) taken += 1
        return taken
      }
      const held = await takes(Math.floor(rate.burst * share))
      if (givenUp) for (let i = 0; i < held; i++) limiter.answered('list')
      // Until the channel's bucket is full, and ours would be.
      now += 3_600_000
      const arriving = held + (await takes(rate.burst))
      expect(arriving, JSON.stringify(rate)).toBeLessThanOrEqual(rate.burst)
      expect(arriving, JSON.stringify(rate)).toBeGreaterThan(rate.burst / 2)
      // They have arrived: what the channel has left fills with time, and ours no faster.
      for (let i = 0; i < arriving; i++) limiter.answered('list')
      now += 3000 / rate.perSecond
      expect(await takes(rate.burst), JSON.stringify(rate)).toBeLessThanOrEqual(3)
      for (let i = 0; i < 3; i++) limiter.answered('list')
      now += 3_600_000
      expect(await takes(rate.burst), JSON.stringify(rate)).toBeGreaterThan(rate.burst / 2)
    }
  },
)
