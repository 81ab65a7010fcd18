import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { setupWorkerDatabase } from '@/tests/support/database'

await setupWorkerDatabase()
const { task, runTask } = await import('@/lib/platform/door/task')
const { createShop } = await import('@/lib/modules/settings/create-shop')
const { listShops } = await import('@/lib/modules/settings/list-shops')
const { createMember, createTenant } = await import('@/tests/support/tenant')

let calls = 0
const outside = createServer((_, answer) => answer.end(JSON.stringify({ name: `Shop ${++calls}` })))
await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done))
const { port } = outside.address() as AddressInfo
afterAll(() => outside.close())

let crash = true
const openShop = task({
  name: 'shop.create',
  summary: 'Ask the outside for a name, open the shop, tell the outside',
  input: z.strictObject({ code: z.string() }),
  async run(steps, { code }) {
    const { name } = await steps.call(
      'ask',
      async () => (await fetch(`http://127.0.0.1:${port}/`)).json() as Promise<{ name: string }>,
    )
    const shop = await steps.command('open', createShop, {
      code,
      name,
      channel: 'manual',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    })
    if (crash) throw new Error('the process dies here')
    await steps.call('tell', async () => (await fetch(`http://127.0.0.1:${port}/`)).json())
    return { id: shop.id, name, shops: (await steps.query(listShops, {})).items.length }
  },
})

test('a task that dies goes on after its last recorded step: each call and each command once', async () => {
  const { owner } = await createTenant()
  crash = true
  await expect(runTask(openShop, owner, { code: 'a' }, 'work-1')).rejects.toThrow('dies here')
  await expect(runTask(openShop, owner, { code: 'a' }, 'work-1')).rejects.toThrow('dies here')
  crash = false
  const done = await runTask(openShop, owner, { code: 'a' }, 'work-1')
  expect(done).toMatchObject({ name: 'Shop 1', shops: 1 })
  expect(calls).toBe(2)
  expect(await runTask(openShop, owner, { code: 'a' }, 'work-1')).toEqual(done)
  expect(calls).toBe(2)
})

test('the task asks its permission once, at the door', async () => {
  const { tenantId } = await createTenant()
  const sales = await createMember(tenantId, 'sales')
  await expect(runTask(openShop, sales, { code: 'b' }, 'work-2')).rejects.toMatchObject({ code: 'forbidden' })
  expect(calls).toBe(2)
})
