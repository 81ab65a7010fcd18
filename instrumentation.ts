import { subscribe } from 'node:diagnostics_channel'
import { peerHeader, peerKnown } from '@/lib/platform/auth/client-address'

type Begun = { request: { headers: Record<string, unknown>; socket: { remoteAddress?: string } } }

/** Runs once per server process, before the first request. */
export function register() {
  // Next leaves a forged X-Forwarded-For as it is and shows pages no socket. Node tells about every request before
  // anybody reads it: the one place where the peer's address can be written down, over whatever the client claimed.
  subscribe('http.server.request.start', (message) => {
    const { headers, socket } = (message as Begun).request
    headers[peerHeader] = socket.remoteAddress ?? 'unknown'
  })
  Object.assign(globalThis, { [peerKnown]: true })
}
