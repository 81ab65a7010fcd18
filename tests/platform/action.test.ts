import { beforeAll, expect, it, vi } from 'vitest'
import { findSkusAction, reviewOrdersAction } from '@/app/(erp)/orders/actions'
import { closeShopAction, reopenShopAction } from '@/app/(erp)/settings/shops/actions'
import { closeWarehouseAction, reopenWarehouseAction } from '@/app/(erp)/settings/warehouses/actions'
import { findStockAction } from '@/app/(erp)/stock/actions'
import { printSlipsAction } from '@/app/print/print-actions'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

// Next alone knows the headers and cookies of a request.
const request = vi.hoisted(() => ({ actor: undefined as unknown }))
vi.mock('@/lib/platform/auth/session', () => ({ currentActor: async () => request.actor }))
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ origin: 'http://caravan.test', host: 'caravan.test' }),
}))

beforeAll(async () => {
  request.actor = (await createTenant()).owner
})

type Action = (input: never) => Promise<unknown>
const actions: Record<string, Action> = {
  reviewOrdersAction,
  findStockAction,
  printSlipsAction,
  closeShopAction,
  reopenShopAction,
  closeWarehouseAction,
  reopenWarehouseAction,
}
/** What a crafted post may carry: the types of an action hold only for our own pages. */
const crafted: unknown[] = [undefined, null, 7, 'text', { length: 2 }, { length: 1e9 }]

it.each(Object.entries(actions))('%s refuses what no page of ours sends, and never throws', async (_name, action) => {
  for (const input of crafted) {
    expect(await action(input as never)).toMatchObject({ ok: false, refusal: { code: 'invalid' } })
  }
})

it('a list of nonsense is refused item by item', async () => {
  for (const action of [reviewOrdersAction] as Action[]) {
    const items = [{ ok: false, refusal: { code: 'invalid' } }]
    expect(await action([null] as never)).toMatchObject({ ok: true, value: items })
  }
  expect(await findSkusAction(null as never)).toEqual([])
})
