import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { peerHeader, peerKnown } from '@/lib/platform/auth/client-address'
import { preparePage } from '@/lib/platform/entrance/page-headers'

type Begun = { request: IncomingMessage; response: ServerResponse }

/** Runs once per server process, before the first page is made; not before the first request (scripts/lib/early-requests.cjs). */
export function register() {
  const { [Symbol.for('caravan.early-requests')]: takeEarly } = globalThis as {
    [key: symbol]: (() => Begun[]) | undefined
  }
  for (const begun of takeEarly?.() ?? []) prepare(begun)
  // Next leaves a forged X-Forwarded-For as it is and shows pages no socket. Node tells about every request before
  // anybody reads it: the one place where the peer's address can be written down, over whatever the client claimed.
  subscribe('http.server.request.start', (message) => prepare(message as Begun))
  Object.assign(globalThis, { [peerKnown]: true })
}

function prepare({ request, response }: Begun) {
  request.headers[peerHeader] = request.socket.remoteAddress ?? 'unknown'
  preparePage(request, response)
}
