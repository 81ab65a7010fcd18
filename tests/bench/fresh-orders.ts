import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { answerHook } from '@/app/api/hooks/answer-hook'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { createShop } from '@/lib/modules/settings/create-shop'
import { run } from '@/lib/platform/door/run'
import { type Figure, figure } from '@/tests/bench/report'
import { simulated, startSimulators } from '@/tests/simulators/server'
import { createShopWithStock } from '@/tests/support/shop'
import { until } from '@/tests/support/until'
import { startWorker } from '@/tests/support/worker-process'

const orders = 60
const channel = 'shopify'

/**
 * From the moment a marketplace makes a paid order to the moment it stands in the list, by webhook: the marketplace pushes over HTTP,
 * the entrance for pushes stores before it answers, the worker as it runs in production takes it in. Pulls rest, so that nothing but
 * the push can have brought it. The floor is the limit that is promised.
 */
export async function freshOrdersBench(): Promise<Figure[]> {
  const simulators = await startSimulators()
  const company = await createShopWithStock({ 'SIM-TEA-250': 100_000 })
  const place = { channel, currency: 'USD', timeZone: 'UTC' } as const
  const shop = await run(createShop, company.owner, { code: 'pushed', name: 'Pushed', ...place })
  const credentials = simulated[channel]?.credentials
  const baseUrl = `${simulators.url}/${channel}`
  await run(setConnection, company.owner, { shopId: shop.id, baseUrl, credentials, paused: true })
  const entrance = await listen(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const pushed = new Request('http://caravan.test/', { method: 'POST', headers, body: await text(request) })
    const { status } = await answerHook(pushed, { channel, tenantId: company.tenantId, shopId: shop.id })
    response.writeHead(status).end()
  })
  const worker = startWorker('workers/main.ts', { LOG_LEVEL: 'error' })
  try {
    await control('webhooks', { url: entrance.url, secret: credentials?.apiSecret })
    const waits: number[] = []
    // The first ones warm what starts, and are not counted.
    for (let i = -3; i < orders; i++) {
      const began = performance.now()
      const no = await control('orders', { lines: [{ sellerSku: 'SIM-TEA-250', quantity: 1, unitPrice: '20.00' }] })
      const found = await until(
        async () => (await run(listOrders, company.owner, { channelOrderNo: no, limit: 1 })).items.length,
        (n) => n === 1,
        20_000,
      )
      if (found !== 1) throw new Error(`the order ${no} is not in the list`)
      if (i >= 0) waits.push(performance.now() - began)
    }
    waits.sort((a, b) => a - b)
    const seconds = (at: number) => (waits[Math.floor((waits.length - 1) * at)] ?? 0) / 1000
    const conditions = `${orders} orders one by one, looked for every 50 ms; median ${seconds(0.5).toFixed(3)} s, worst ${seconds(1).toFixed(3)} s`
    return [figure('fresh-orders', seconds(0.95), 5, 'lower', 's at the 95th percentile', conditions)]
  } finally {
    await worker.kill('SIGTERM')
    await entrance.close()
    await simulators.close()
  }

  async function control(what: string, body: object): Promise<string> {
    const answer = await fetch(`${simulators.url}/_sim/${channel}/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`the simulator refused: ${await answer.text()}`)
    const { orders: [made] = [] } = (await answer.json()) as { orders?: { channelOrderNo: string }[] }
    return made?.channelOrderNo ?? ''
  }
}

async function listen(answer: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>) {
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
