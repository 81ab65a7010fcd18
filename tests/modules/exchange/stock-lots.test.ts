import { expect, test } from 'vitest'
import { openTable } from '@/lib/adapters/files/open-table'
import { getImport } from '@/lib/modules/exchange/get-import'
import { importFile } from '@/lib/modules/exchange/import-file'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { run } from '@/lib/platform/door/run'
import { batchesOf, track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock } from '@/tests/support/shop'
import { sourceOf } from '@/tests/support/tables'
import { call, upload } from '@/tests/support/uploads'

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

test('S2.41 stock in batches is taken back batch by batch; what is not there any more holds all of it, before anything is taken back', async () => {
  const tenant = await createShopWithStock({ TEA: 0, CUP: 0 })
  await track(tenant.owner, 'TEA', { batchTracked: true })
  const post = async (route: string, file?: string) => {
    const fields = { kind: 'stock', profile: 'generic' }
    const sent = file
      ? await upload(tenant.owner, '/imports', file, fields)
      : await call(tenant.owner, 'POST', route, { body: '{}' })
    const { id } = (await sent.json()) as ImportView
    await drainAll(tenant.tenantId)
    return run(getImport, tenant.owner, { importId: id })
  }
  const undo = (id: string) => post(`/imports/${id}/undo`)
  const head = 'skuCode,warehouseCode,quantity,batchNo'
  const { id } = await post('/imports', `${head}\nTEA,HZ,4,B1\nTEA,HZ,3,B2\nCUP,HZ,5,\n`)
  const adjust = (quantity: number) =>
    run(adjustStock, tenant.owner, {
      warehouseCode: 'HZ',
      reason: 'x',
      lines: [{ skuCode: 'TEA', batchNo: 'B2', quantity }],
    })
  await adjust(-1)
  expect(await undo(id)).toMatchObject({
    state: 'done',
    failure: [{ path: 'TEA', code: 'insufficient_stock' }],
  })
  const onHand = async () => (await run(listStock, tenant.owner, {})).items.map((s) => [s.skuCode, s.onHand]).sort()
  expect(await onHand()).toEqual([
    ['CUP', 5],
    ['TEA', 6],
  ])
  await adjust(2)
  expect(await undo(id)).toMatchObject({ state: 'undone', failure: [] })
  expect(await onHand()).toEqual([
    ['CUP', 0],
    ['TEA', 1],
  ])
  expect(await batchesOf(tenant.owner)).toEqual({ 'B2 usable': 1 })
  const cups = await post('/imports', `${head}\nCUP,HZ,2,\n`)
  await run(adjustStock, tenant.owner, { warehouseCode: 'HZ', reason: 'x', lines: [{ skuCode: 'CUP', quantity: -2 }] })
  await track(tenant.owner, 'CUP', { serialMode: 'receipt' })
  expect(await undo(cups.id)).toMatchObject({ failure: [{ path: 'CUP', code: 'serials_required' }] })
  expect(await brokenInvariants(tenant)).toEqual([])
})
