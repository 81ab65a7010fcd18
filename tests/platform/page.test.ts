import { expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/platform/door/actor'
import { setupWorkerDatabase } from '@/tests/support/database'

const session = vi.hoisted(() => ({ actor: undefined as Actor | undefined }))
vi.mock('@/lib/platform/auth/session', () => ({ currentActor: async () => session.actor }))

await setupWorkerDatabase()
const { load } = await import('@/lib/platform/entrance/page')
const { listShops } = await import('@/lib/modules/settings/list-shops')
const { getShop } = await import('@/lib/modules/settings/get-shop')
const { createTenant } = await import('@/tests/support/tenant')

test('an address that means nothing is a page that is not there, and no fault', async () => {
  session.actor = (await createTenant()).owner
  const notFound = { digest: 'NEXT_HTTP_ERROR_FALLBACK;404' }
  await expect(load(getShop, { shopId: 'no-id' })).rejects.toMatchObject(notFound)
  await expect(load(listShops, { cursor: 'broken' })).rejects.toMatchObject(notFound)
  await expect(load(listShops, { cursor: ['a', 'b'] })).rejects.toMatchObject(notFound)
  expect(await load(listShops, {})).toEqual({ items: [], nextCursor: null })
})
