import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { register } from '@/instrumentation'
import { clientAddress, peerHeader } from '@/lib/platform/auth/client-address'

test('the peer is the socket’s, whatever the request claims', async () => {
  const seen: string[] = []
  const server = createServer((request, response) => {
    const headers = new Headers(request.headers as Record<string, string>)
    seen.push(clientAddress(headers, 0), clientAddress(headers, 1))
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const forged = { [peerHeader]: '6.6.6.6', 'x-forwarded-for': '7.7.7.7' }
  await fetch(url, { headers: forged })
  expect(seen, 'before the hook nobody is believed').toEqual(['unknown', '7.7.7.7'])
  register()
  await fetch(url, { headers: forged })
  expect(seen.slice(2)).toEqual(['127.0.0.1', '7.7.7.7'])
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})
