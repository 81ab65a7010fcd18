/** Runs once per server process, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'edge') return
  const { subscribe } = await import('node:diagnostics_channel')
  const { peerHeader, peerKnown } = await import('@/lib/platform/auth/client-address')
  // Next leaves a forged X-Forwarded-For as it is and shows pages no socket. Node tells about every request before
  // anybody reads it: the one place where the peer's address can be written down, over whatever the client claimed.
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: { headers: Record<string, unknown>; socket: { remoteAddress?: string } } }
    request.headers[peerHeader] = request.socket.remoteAddress ?? 'unknown'
  })
  Object.assign(globalThis, { [peerKnown]: true })
}
