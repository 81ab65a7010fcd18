import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApiKey } from '@/lib/modules/settings/create-api-key'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { authenticate } from '@/lib/platform/entrance/authenticate'
import { requestLog } from '@/lib/platform/entrance/request-log'
import { restOf } from '@/lib/platform/entrance/rest'
import { registry } from '@/lib/registry'

/** The fields that tests read by name, of all resources in one. An answer has those of its own resource; the test notices when it has not. */
export type View = Record<
  | 'id'
  | 'orderId'
  | 'state'
  | 'code'
  | 'outcome'
  | 'channelOrderNo'
  | 'reason'
  | 'number'
  | 'reference'
  | 'action'
  | 'kind',
  string
> &
  Record<'note' | 'warehouseCode', string> &
  Record<'trackingNo' | 'value' | 'nextCursor' | 'refundStatus' | 'from' | 'to', string | null> &
  Record<'version' | 'quantity' | 'onHand' | 'reserved' | 'available', number> &
  Record<'ok' | 'shippedElsewhere', boolean> &
  Record<'items' | 'results' | 'events' | 'fulfilments' | 'lines' | 'holds' | 'notes' | 'activity', View[]> & {
    allocation: unknown
    detail: Record<string, unknown>
  }

export type Answer = { status: number; headers: Headers; body: View }
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

export type ApiServer = { readonly url: string; close(): Promise<void> }

/** The open API on a port of its own, over real HTTP, without Next around it: the same registry, keys and limits as its route has. */
export async function serveApi(port = 0): Promise<ApiServer> {
  const requests = requestLog()
  const handle = restOf(registry, authenticate, { requests })
  const server = http.createServer(async (message, response) => {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const answer = await handle(requestOf(message, gone.signal))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    async close() {
      await requests.flush()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function requestOf(message: http.IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = message
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value))
  const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>)
  const init = { method, headers, signal, body, duplex: 'half' }
  return new Request(`http://${message.headers.host}${url}`, init as RequestInit)
}

/** A key of the actor's company, made by the use case that makes every key. */
export async function keyFor(actor: Actor, role = 'owner'): Promise<string> {
  const { key } = await run(createApiKey, actor, { name: 'test', role })
  return key
}

/** A program that uses the API: it waits where it is told to (429), as every program has to; every other answer is the test's to judge. */
export function clientOf(url: string, key: string): Call {
  return async function call(method, path, body, headers = {}) {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    })
    const answer = { status: response.status, headers: response.headers, body: (await response.json()) as View }
    if (answer.status !== 429) return answer
    await sleep(Number(response.headers.get('retry-after') ?? 1) * 1000)
    return call(method, path, body, headers)
  }
}
