import { type ChildProcess, spawn } from 'node:child_process'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { Line } from '@/lib/adapters/marketplaces/line'
import { until } from '@/tests/support/until'

let child: ChildProcess | undefined
afterAll(() => child?.kill('SIGTERM'))

/** The real command, on a port the system chose. */
async function start(): Promise<{ url: string; out: string }> {
  child = spawn(process.execPath, ['scripts/run.mjs', 'tests/simulators/main.ts', '--port', '0', '--seed', '7'])
  let out = ''
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString()
  })
  await until(
    async () => out,
    (text) => text.includes('Simulators are ready'),
  )
  return { url: /Simulators are ready: (\S+)/.exec(out)?.[1] ?? '', out }
}

test('the simulators as a command: credentials told, orders made and changed, deliveries signed, faults by script', async () => {
  const { url, out } = await start()
  const post = (path: string, body: unknown) =>
    fetch(url + path, { method: 'POST', body: JSON.stringify(body) }).then(async (r) => [r.status, await r.json()])
  const credentials = JSON.parse(/^shopify: \S+ (.+)$/m.exec(out)?.[1] ?? '{}')
  const [, made] = await post('/_sim/shopify/orders', {
    status: 'paid',
    lines: [{ sellerSku: 'A-1', quantity: 3, unitPrice: '9.90' }],
  })
  const no = made.orders[0].channelOrderNo

  const line = new Line({
    connector: connectors.shopify,
    baseUrl: `${url}/shopify`,
    credentials,
    http: { allowPrivate: true },
  })
  const session = connectors.shopify.open(line)
  expect(await session.order(no)).toMatchObject({
    status: 'paid',
    total: '29.70',
    lines: [{ sellerSku: 'A-1', quantity: 3 }],
  })

  // Told of a change, signed so that the connector believes it; and not when a byte of it was changed on the way.
  const heard: { headers: Record<string, string>; body: string }[] = []
  const listener = http.createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body })
      response.end()
    })
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const hook = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`
  await post('/_sim/shopify/webhooks', { url: hook, secret: credentials.apiSecret })
  await post('/_sim/shopify/orders', { channelOrderNo: no, status: 'cancelled' })
  await until(
    async () => heard.length,
    (count) => count > 0,
  )
  listener.close()
  const { hooks } = connectors.shopify
  const [delivery] = heard
  if (!delivery || !hooks) throw new Error('nothing was delivered')
  expect(hooks.verify(delivery, credentials)).toBe(true)
  expect(hooks.verify({ ...delivery, body: `${delivery.body} ` }, credentials)).toBe(false)
  expect(hooks.verify(delivery, { ...credentials, apiSecret: '' })).toBe(false)
  expect(hooks.notice(delivery)).toMatchObject({ event: 'order', channelOrderNo: no, topic: 'orders/updated' })
  expect((await session.order(no))?.status).toBe('cancelled')

  const [status] = await post('/_sim/script', { channel: 'shopify', next: [{ kind: 'error_html' }] })
  expect(status).toBe(200)
  const request = () =>
    fetch(`${url}/shopify/admin/api/2026-07/shop.json`, {
      headers: { 'x-shopify-access-token': credentials.accessToken },
    })
  expect((await request()).status).toBe(502)
  expect((await request()).status).toBe(200)
  const wrong = await post('/_sim/script', { kinds: ['nonsense'] })
  expect(wrong[0]).toBe(422)
  const truth = await fetch(`${url}/_sim/shopify/orders`).then((r) => r.json())
  expect(truth.orders).toMatchObject([{ channelOrderNo: no, status: 'cancelled', total: '29.70', confirmed: [] }])
})
