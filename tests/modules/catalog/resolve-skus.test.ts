import { expect, test } from 'vitest'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { skusByCode, skusById } from '@/lib/modules/catalog/resolve-skus'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

test('other modules find SKUs by code key and by id, in their own company only', async () => {
  const [tenant, other] = [await createTenant(), await createTenant()]
  const skus = [{ code: 'Find-ＭＥ', listPrice: '3.20', costHint: '1.10' }]
  const made = await run(createProduct, tenant.owner, { name: '纯棉T恤', skus })
  const find = (actor: Actor) =>
    inTenant(actor.tenantId, 'read', async (client) => {
      const ctx = new Context(client, actor, new Date())
      return [
        await skusByCode(ctx, [codeKey(' find-me '), 'nothing']),
        await skusById(ctx, [made.skus[0]?.id ?? '']),
      ] as const
    })
  const [byCode, byId] = await find(tenant.owner)
  expect([...byCode]).toEqual([
    [
      'find-me',
      {
        id: made.skus[0]?.id,
        code: 'Find-ＭＥ',
        name: '纯棉T恤',
        nameEn: '',
        listPriceMinor: 320n,
        costHintMinor: 110n,
        currency: 'CNY',
        status: 'active',
        bundle: false,
        assembled: 'never',
        batchTracked: false,
        shelfLifeDays: null,
        sellBeforeDays: 0,
        serialMode: 'none',
      },
    ],
  ])
  expect([...byId.values()]).toEqual([...byCode.values()])
  expect((await find(other.owner)).map((found) => found.size)).toEqual([0, 0])
})
