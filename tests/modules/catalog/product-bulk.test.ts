import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { startProductBulk } from '@/lib/modules/catalog/start-product-bulk'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

test('products that were ticked, or all that match, are taken off sale and moved as a job that tells each result', async () => {
  const { owner, system } = await createTenant()
  const tea = await run(createCategory, owner, { code: 'tea', nameZh: '茶' })
  const made = []
  for (const n of [1, 2, 3])
    made.push(
      await run(createProduct, owner, { name: `茶 ${n}`, attributes: { 产地: '杭州' }, skus: [{ code: `T${n}` }] }),
    )
  const cup = await run(createProduct, owner, { name: '杯', skus: [{ code: 'C' }] })
  await run(discontinueProduct, owner, { productId: made[2]?.id ?? '' })
  const work = async (input: object) => {
    const { jobId } = await run(startProductBulk, owner, input)
    await workBulk(system, { jobId })
    return run(getBulk, owner, { jobId })
  }
  const stop = { action: 'product.discontinue' }
  const job = await work({ filter: { attributes: '产地=杭州' }, what: stop })
  expect(job).toMatchObject({ state: 'done', total: 3, done: 2, refused: 1 })
  expect(job.rows).toMatchObject([{ label: '茶 3', refusal: { code: 'illegal_transition' } }])
  const names = async (query: object) => (await run(listProducts, owner, query)).items.map(({ name }) => name)
  expect(await names({ status: 'active' })).toEqual(['杯'])

  const into = { action: 'product.set-category', categoryId: tea.id }
  expect(await work({ productIds: [cup.id, made[0]?.id], what: into })).toMatchObject({ done: 2, refused: 0 })
  expect(await names({ categoryId: tea.id })).toEqual(['杯', '茶 1'])
  expect(await work({ filter: { status: 'discontinued' }, what: { action: 'product.activate' } })).toMatchObject({
    done: 3,
  })
  expect(await work({ productIds: [cup.id], what: { ...into, categoryId: null } })).toMatchObject({ done: 1 })
  expect(await names({ categoryId: tea.id })).toEqual(['茶 1'])

  const start = (input: object, actor: Actor = owner) => run(startProductBulk, actor, input)
  const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })
  await expect(start({ what: stop })).rejects.toMatchObject(wrong('filter', 'required'))
  await expect(start({ filter: {}, productIds: [cup.id], what: stop })).rejects.toMatchObject(
    wrong('filter', 'required'),
  )
  await expect(start({ filter: {}, what: { ...stop, categoryId: tea.id } })).rejects.toMatchObject(
    wrong('what.categoryId', 'unknown_field'),
  )
  await expect(start({ filter: {}, what: { ...into, categoryId: newId() } })).rejects.toMatchObject(
    wrong('what.categoryId', 'unknown'),
  )
  await expect(start({ productIds: [cup.id, newId()], what: stop })).rejects.toMatchObject({ code: 'not_found' })
  await expect(start({ filter: { q: '没有的东西' }, what: stop })).rejects.toMatchObject({ code: 'not_found' })
  const clerk: Actor = { ...owner, permissions: new Set(['product.start-bulk']) }
  await expect(start({ filter: {}, what: stop }, clerk)).rejects.toMatchObject({ code: 'forbidden' })
})
