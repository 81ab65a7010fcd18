import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import type { Actor } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { setupWorkerDatabase } from '@/tests/support/database'

const session = vi.hoisted(() => ({ actor: undefined as Actor | undefined }))
vi.mock('@/lib/platform/auth/session', () => ({ currentActor: async () => session.actor }))

await setupWorkerDatabase()
const { load, loadTogether } = await import('@/lib/platform/entrance/page')
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

test('several readings share one transaction: a refused one leaves the others standing, the page’s own ends the page', async () => {
  session.actor = (await createTenant()).owner
  const unknown = { shopId: newId() }
  const read = await loadTogether(({ load, tryLoad }) =>
    Promise.all([
      load(listShops, {}),
      tryLoad(getShop, unknown),
      tryLoad(listShops, { limit: 'many' }),
      load(listShops, {}),
    ]),
  )
  expect(read).toEqual([
    { items: [], nextCursor: null },
    { ok: false, refusal: expect.objectContaining({ code: 'not_found' }) },
    { ok: false, refusal: expect.objectContaining({ code: 'invalid' }) },
    { items: [], nextCursor: null },
  ])
  const own = loadTogether(({ load, tryLoad }) => Promise.all([tryLoad(listShops, {}), load(getShop, unknown)]))
  await expect(own).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' })
  // As the product's configuration switches it on.
  vi.stubEnv('__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS', 'true')
  session.actor = { ...session.actor, permissions: new Set(['shop.get']) }
  const forbidden = loadTogether(({ load }) => load(listShops, {}))
  await expect(forbidden).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;403' })
  const beside = await loadTogether(({ tryLoad }) => Promise.all([tryLoad(listShops, {}), tryLoad(getShop, unknown)]))
  expect(beside).toMatchObject([
    { ok: false, refusal: { code: 'forbidden' } },
    { ok: false, refusal: { code: 'not_found' } },
  ])
})

test('what was asked beside a reading that ended the page has ended before the connection goes back', async () => {
  session.actor = (await createTenant()).owner
  let ended = false
  const slow = query({
    name: 'shop.list',
    summary: 'Slow',
    input: z.strictObject({}),
    run: async (ctx) => {
      await ctx.sql("select pg_sleep(0.1) where $1 <> '' ")
      const [row] = await ctx.sql<{ bound: boolean }>("select $1::text = current_setting('app.tenant_id') as bound")
      ended = row?.bound === true
    },
  })
  await expect(
    loadTogether(({ load, tryLoad }) => Promise.all([load(getShop, { shopId: newId() }), tryLoad(slow, {})])),
  ).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' })
  expect(ended).toBe(true)
})
