import { expect, test } from 'vitest'
import { openTable } from '@/lib/adapters/files/open-table'
import { importFile } from '@/lib/modules/exchange/import-file'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { run } from '@/lib/platform/door/run'
import { track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock } from '@/tests/support/shop'
import { sourceOf } from '@/tests/support/tables'

await setupWorkerDatabase()

test('S2.44 opening stock batch by batch: known by its number, once with its days; the same file again changes nothing', async () => {
  const shop = await createShopWithStock({ TEA: 0, CUP: 0, CAM: 0 })
  await track(shop.owner, 'TEA', { batchTracked: true, shelfLifeDays: 30 })
  await track(shop.owner, 'CAM', { serialMode: 'receipt' })
  const take = async (...rows: string[]) => {
    const file = ['skuCode,warehouseCode,quantity,unitCost,batchNo,producedOn,expiresOn', ...rows, ''].join('\n')
    const rejects: [number, string, string][] = []
    const { table: input } = await openTable(sourceOf(Buffer.from(file)))
    const answer = await importFile(shop.system, {
      ...{ kind: 'stock', profile: 'generic', input, onError: 'skip' },
      reject: ({ row, column, code }) => rejects.push([row, column, code]),
    })
    return { ...answer, rejects }
  }
  const good = ['TEA,HZ,10,2,B1,2030-01-01,', 'TEA,HZ,5,3,B2,,2030-03-01']
  const bad = ['TEA,HZ,1,,,,', 'TEA,HZ,1,,B3,,', 'CUP,HZ,1,,B1,,', 'CAM,HZ,2,,,,', 'TEA,HZ,4,,b2,,2030-03-02']
  const first = await take(...good, ...bad)
  expect(first).toMatchObject({ created: 2, rejected: 5 })
  expect(first.rejects).toEqual([
    [4, 'batchNo', 'batch_required'],
    [5, 'expiresOn', 'expiry_required'],
    [6, 'batchNo', 'no_batches'],
    [7, 'quantity', 'serials_required'],
    [8, 'expiresOn', 'other_day'],
    [8, 'skuCode', 'duplicate'],
  ])
  const lots = async () => (await run(listBatches, shop.owner, {})).items.map((b) => [b.batchNo, b.expiresOn, b.onHand])
  expect(await lots()).toEqual([
    ['B1', '2030-01-31', 10],
    ['B2', '2030-03-01', 5],
  ])
  expect(await take(...good)).toMatchObject({ unchanged: 2, rejected: 0 })
  expect(await take('TEA,HZ,7,,B1,2030-01-01,')).toMatchObject({ updated: 1 })
  expect(await lots()).toEqual([
    ['B1', '2030-01-31', 7],
    ['B2', '2030-03-01', 5],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})
