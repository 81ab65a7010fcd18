import { expect, test } from 'vitest'
import { templateOf } from '@/lib/modules/exchange/import-examples'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { type ImportKind, importKindNames } from '@/lib/modules/exchange/states'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock } from '@/tests/support/shop'
import { call, upload } from '@/tests/support/uploads'

await setupWorkerDatabase()

test('S4.34 a template’s example is not taken in while nobody has touched it, and comes in as soon as somebody writes over it', async () => {
  const tenant = await createShopWithStock({ 'OWN-M': 5 })
  const kinds = importKindNames.filter((kind) => kind !== 'images')
  async function take(change: (file: string, kind: ImportKind) => string) {
    const sent: [ImportKind, string][] = []
    for (const kind of kinds) {
      const form = {
        ...{ kind, start: 'now' },
        ...(kind === 'orders' && { shopCode: 'tmall' }),
        ...(kind === 'stock' && { warehouseCode: 'HZ' }),
      }
      const answer = await upload(tenant.owner, '/imports', `\uFEFF${change(templateOf(kind), kind)}`, form)
      sent.push([kind, ((await answer.json()) as ImportView).id])
    }
    await drainAll(tenant.tenantId)
    const ends: unknown[] = []
    for (const [kind, id] of sent) {
      const one = (await (await call(tenant.owner, 'GET', `/imports/${id}`)).json()) as ImportView
      ends.push([kind, one.state, one.total, one.rejected])
    }
    return ends
  }
  expect(await take((file) => file)).toEqual(kinds.map((kind) => [kind, 'done', 0, 0]))
  const own = (file: string) => file.replaceAll('EXAMPLE', 'OWN').replaceAll('示例 Example', '自己的')
  expect(await take(own)).toEqual(kinds.map((kind) => [kind, 'done', 1, 0]))
})
