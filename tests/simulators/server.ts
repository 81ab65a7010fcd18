import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { amazon } from '@/tests/simulators/amazon'
import { control } from '@/tests/simulators/control'
import type { FaultKind } from '@/tests/simulators/faults'
import { type Marketplace, type SimAnswer, type SimRequest, textOf } from '@/tests/simulators/marketplace'
import { permissionPage } from '@/tests/simulators/permission-page'
import { pinduoduo } from '@/tests/simulators/pinduoduo'
import { catalogue } from '@/tests/simulators/shop'
import { shopify } from '@/tests/simulators/shopify'
import { taobao } from '@/tests/simulators/taobao'
import { woocommerce } from '@/tests/simulators/woocommerce'
import { World } from '@/tests/simulators/world'

export const simulated: Readonly<Record<string, Marketplace>> = { taobao, pinduoduo, amazon, shopify, woocommerce }

export type Simulators = {
  readonly url: string
  readonly worlds: ReadonlyMap<string, World>
  close(): Promise<void>
}

const mostBytes = 5_000_000

/** All marketplaces on one port of the loopback interface, each below its channel's code; what follows a `~` is another address of the same. */
export async function startSimulators({ port = 0, seed = 1 } = {}): Promise<Simulators> {
  const worlds = new Map(Object.keys(simulated).map((channel) => [channel, newWorld(channel, seed)]))
  const server = http.createServer((incoming, outgoing) => {
    read(incoming)
      .then((body) => serve(worlds, incoming, outgoing, body))
      .catch((e: unknown) => {
        if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' })
        outgoing.end(e instanceof Error ? e.message : 'fault')
      })
  })
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    worlds,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function newWorld(channel: string, seed: number): World {
  const world = new World(channel, seed)
  catalogue.forEach(([sku, title, price], i) => {
    const variationId =
      channel === 'woocommerce' || channel === 'amazon' || channel === 'taobao' ? '' : String(7001 + i * 10)
    world.listings.push({ itemId: String(6001 + i), variationId, sku, title, quantity: 100, price })
  })
  return world
}

async function serve(
  worlds: ReadonlyMap<string, World>,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  body: string,
) {
  const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`)
  const [, address = '', ...rest] = url.pathname.split('/')
  const [channel = ''] = address.split('~')
  if (channel === '_sim') return write(outgoing, await control(worlds, simulated, incoming.method ?? 'GET', rest, body))
  const [world, market] = [worlds.get(channel), simulated[channel]]
  if (!world || !market) return write(outgoing, { status: 404, body: 'no such marketplace' })
  const request: SimRequest = {
    method: incoming.method ?? 'GET',
    path: `/${rest.join('/')}`,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([k, v]) => [k, String(v ?? '')])),
    body,
    base: `${url.origin}/${address}`,
  }
  if (request.path === market.permission?.path)
    return write(outgoing, permissionPage(market.permission, world, request))
  const operation = market.operation(request)
  world.count(operation)
  outgoing.on('close', () => {
    // The caller gave up, or was cut off: new tokens it never saw.
    if (!outgoing.writableFinished && aboutTokens(operation)) world.tokens.lost++
  })
  const fault = world.faults.draw(operation, (kind) => fits(market, operation, kind))
  if (fault === 'reset_before') return outgoing.destroy()
  if (fault === 'timeout_before') return hold(outgoing, world.holdMs)
  if (fault === 'error_html')
    return write(outgoing, {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><h1>502 Bad Gateway</h1></html>',
    })
  if (fault === 'own_retry') return write(outgoing, market.later())
  if (fault === 'token_expired') world.tokens.expire()
  const limit = market.limits[operation] ?? market.limits.default
  // One bucket per call, or one for all where the channel has only a default.
  const bucket = market.limits[operation] ? operation : 'default'
  const within = world.limits.take(bucket, limit)
  if (!within || fault === 'too_many') {
    if (!within) world.calls.refused++
    return write(
      outgoing,
      market.tooMany(fault ? 0.05 : world.limits.waitSeconds(limit), limit.perSecond * world.limits.pace),
    )
  }
  const asked = fault ? { ...request, fault } : request
  const answer = market.check(world, asked, operation) ?? market.answer(world, asked, operation)
  if (fault && aboutTokens(operation)) world.tokens.lost++
  if (fault === 'reset_after') return outgoing.destroy()
  if (fault === 'timeout_after') return hold(outgoing, world.holdMs)
  if (fault !== 'truncated') return write(outgoing, withRate(channel, answer, limit.perSecond * world.limits.pace))
  const whole = textOf(answer.body)
  // The head promises less than the whole, so that only the JSON is broken, not the connection.
  write(outgoing, { ...answer, body: whole.slice(0, Math.floor(whole.length / 2)) || '{' })
}

function fits(market: Marketplace, operation: string, kind: FaultKind): boolean {
  if (kind === 'short_page') return market.counted.includes(operation)
  if (kind === 'shuffled_page' || kind === 'repeated_rows') return market.lists.includes(operation)
  if (kind === 'token_expired') return !aboutTokens(operation) && 'refreshToken' in market.credentials
  return true
}

function aboutTokens(operation: string): boolean {
  return operation === 'token' || operation.includes('auth.token')
}

function withRate(channel: string, answer: SimAnswer, perSecond: number): SimAnswer {
  return channel === 'amazon'
    ? { ...answer, headers: { ...answer.headers, 'x-amzn-ratelimit-limit': String(perSecond) } }
    : answer
}

/** Says nothing until the caller gives up, or we do. */
function hold(outgoing: http.ServerResponse, ms: number): void {
  const end = setTimeout(() => outgoing.destroy(), ms)
  outgoing.on('close', () => clearTimeout(end))
}

function write(outgoing: http.ServerResponse, { status, headers = {}, body }: SimAnswer): void {
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  outgoing.writeHead(status, { 'content-type': type, ...headers })
  outgoing.end(status === 204 ? undefined : textOf(body))
}

async function read(incoming: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    size += part.length
    if (size > mostBytes) throw new RangeError('the body is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
