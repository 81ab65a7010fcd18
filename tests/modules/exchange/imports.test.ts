import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { undoReturns } from '@/lib/modules/aftersales/undo-returns'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { killJob } from '@/lib/modules/dispatch/kill'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { beginImport, loadPage } from '@/lib/modules/exchange/internal/steps'
import { listImports } from '@/lib/modules/exchange/list-imports'
import { purgeImports } from '@/lib/modules/exchange/purge-imports'
import { reviveImports } from '@/lib/modules/exchange/revive-imports'
import type { ImportView } from '@/lib/modules/exchange/schema'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { addNote } from '@/lib/modules/orders/add-note'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'
import { call, upload } from '@/tests/support/uploads'

await setupWorkerDatabase()

const header = 'channelOrderNo,status,createdAt,name,phone,province,city,line1,sellerSku,quantity,unitPrice,total'
const row = (no: string, quantity = '1') =>
  `${no},paid,2026-11-11 08:00:00,王小明,13800138000,浙江省,杭州市,文三路 1 号,CUP-1,${quantity},20.00,20.00`
const fields = { kind: 'orders', profile: 'generic', shopCode: 'tmall' }

async function send(actor: Actor, file: Buffer | string, more: Record<string, string> = {}, options = {}) {
  const given = Object.entries({ ...fields, ...more }).filter(([, value]) => value !== '')
  const response = await upload(actor, '/imports', file, Object.fromEntries(given), options)
  return { status: response.status, body: (await response.json()) as ImportView & { code?: string; errors?: unknown } }
}

async function see(tenant: TestShop, id: string): Promise<ImportView> {
  return (await call(tenant.owner, 'GET', `/imports/${id}`)).json() as Promise<ImportView>
}

const orderNos = async (tenant: TestShop) =>
  (await run(listOrders, tenant.owner, { limit: 200 })).items.map((o) => o.channelOrderNo).sort()

describe('a file sent to the API', () => {
  test('is queued, checked, taken in by the workers and counted; the same file again changes nothing', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const file = [header, row('A1'), row('A2', 'x'), row('A3')].join('\n')
    const { status, body } = await send(tenant.owner, file)
    expect(status).toBe(202)
    expect(body).toMatchObject({ state: 'queued', total: 0, created: 0 })
    expect(await orderNos(tenant)).toEqual([])
    await drainAll(tenant.tenantId)
    const counts = { state: 'done', total: 3, created: 2, updated: 0, unchanged: 0, rejected: 1 }
    expect(await see(tenant, body.id)).toMatchObject(counts)
    expect(await orderNos(tenant)).toEqual(['A1', 'A3'])
    const again = await send(tenant.owner, file)
    await drainAll(tenant.tenantId)
    expect(await see(tenant, again.body.id)).toMatchObject({ ...counts, created: 0, unchanged: 2 })
    expect((await run(listImports, tenant.owner, {})).items.map((i) => i.id)).toEqual([again.body.id, body.id])
  })

  test('S2.41: its rejects come back as a file of the same columns, which mended is loaded again', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const { body } = await send(tenant.owner, [header, row('A1'), row('A2', 'x')].join('\n'), {}, { name: '订单.csv' })
    await drainAll(tenant.tenantId)
    const response = await call(tenant.owner, 'GET', `/imports/${body.id}/rejects`)
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('订单.rejects.csv'))
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const text = await response.text()
    expect(text).toBe(`${header},#行,#原因\r\n${row('A2', 'x')},3,quantity: 缺少内容，或不是整数\r\n`)
    const mended = await send(tenant.owner, text.replace(',x,', ',2,'))
    await drainAll(tenant.tenantId)
    expect(await see(tenant, mended.body.id)).toMatchObject({ created: 1, rejected: 0 })
    const xlsx = await call(tenant.owner, 'GET', `/imports/${body.id}/rejects?format=xlsx&locale=en`)
    const again = await send(tenant.owner, Buffer.from(await xlsx.arrayBuffer()))
    await drainAll(tenant.tenantId)
    expect(await see(tenant, again.body.id)).toMatchObject({ state: 'done', total: 1, rejected: 1 })
  })

  test('with abort nothing comes in when anything is wrong', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const { body } = await send(tenant.owner, [header, row('A1'), row('A2', '0')].join('\n'), { onError: 'abort' })
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'aborted', total: 2, created: 0, rejected: 1 })
    expect(await orderNos(tenant)).toEqual([])
  })

  test('a file that is no table, or of another layout, fails with its reason', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const failure = async (file: Buffer | string) => {
      const { body } = await send(tenant.owner, file)
      await drainAll(tenant.tenantId)
      const { state, failure } = await see(tenant, body.id)
      return { state, codes: failure.map((f) => f.code) }
    }
    expect(await failure(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))).toEqual({
      state: 'failed',
      codes: ['not_a_table'],
    })
    expect((await failure('a,b\n1,2\n')).codes).toContain('missing_column')
    expect(await failure('')).toEqual({ state: 'failed', codes: ['empty_file'] })
  })

  test('headings of other programs are understood by what they are usually called', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const file = `订单号,订单状态,下单时间,商家编码,数量,单价,总金额\nZ1,paid,2026-11-11 08:00:00,CUP-1,1,20.00,20.00\n`
    const { body } = await send(tenant.owner, file)
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'done', created: 1, rejected: 0 })
  })

  test('the form is judged: unknown kinds, shops, fields, a missing file, a second file', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 1 })
    const errors = async (more: Record<string, string>) => (await send(tenant.owner, 'x', more)).body.errors
    expect(await errors({ shopCode: 'nowhere' })).toEqual([{ path: 'shopCode', code: 'unknown' }])
    expect(await errors({ profile: 'what' })).toEqual([{ path: 'profile', code: 'unknown' }])
    expect(await errors({ colour: 'red' })).toEqual([{ path: 'colour', code: 'unknown_field' }])
    const form = new FormData()
    form.set('kind', 'orders')
    const bare = await call(tenant.owner, 'POST', '/imports', { body: form })
    expect((await bare.json()).errors).toEqual([{ path: 'file', code: 'required' }])
    const json = await call(tenant.owner, 'POST', '/imports', { body: '{"kind":"orders"}' })
    expect(json.status).toBe(400)
    expect(await run(listImports, tenant.owner, {})).toEqual({ items: [], nextCursor: null })
    // What was refused leaves no file behind.
    expect(readdirSync(path.join(env().CARAVAN_DATA, 'files', tenant.tenantId, 'imports'))).toEqual([])
  })

  test('the same request twice under one key is one import, another file under it is refused', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const headers = { 'idempotency-key': 'k1' }
    const first = await send(tenant.owner, `${header}\n${row('A1')}`, {}, { headers })
    const second = await send(tenant.owner, `${header}\n${row('A1')}`, {}, { headers })
    expect(second.body).toEqual(first.body)
    expect((await send(tenant.owner, `${header}\n${row('A2')}`, {}, { headers })).body.code).toBe(
      'idempotency_mismatch',
    )
    expect((await run(listImports, tenant.owner, {})).items).toHaveLength(1)
    await drainAll(tenant.tenantId)
    expect(await orderNos(tenant)).toEqual(['A1'])
  })

  test('S1.46: who may not do it by hand may not do it by file, and nobody sees another company’s or shop’s imports', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const { body } = await send(tenant.owner, `${header}\n${row('A1')}`)
    const sales = await createMember(tenant.tenantId, 'sales')
    const refused = await send(sales, 'x')
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    const warehouse = await createMember(tenant.tenantId, 'warehouse')
    expect((await send(warehouse, 'x')).status).toBe(403)
    const stranger = await createTenant()
    expect((await call(stranger.owner, 'GET', `/imports/${body.id}`)).status).toBe(404)
    const elsewhere = await createMember(tenant.tenantId, 'admin', { shopIds: [tenant.warehouseId] })
    expect((await call(elsewhere, 'GET', `/imports/${body.id}`)).status).toBe(404)
    expect((await run(listImports, elsewhere, {})).items).toEqual([])
  })
})

describe('an import under way', () => {
  const many = [header, ...Array.from({ length: 1010 }, (_, i) => row(`N${i}`))].join('\n')

  test('ended in the middle it goes on where it stopped, and nothing is counted or written twice', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 1 })
    const { body } = await send(tenant.owner, many)
    // The worker ends between two pages: what it wrote is there, what it had read is gone with it.
    const { runImport } = await import('@/lib/modules/exchange/run-import')
    let pages = 0
    const load = loadPage.within
    loadPage.within = (ctx, input) => {
      pages += 1
      if (pages === 2) throw new Error('killed')
      return load(ctx, input)
    }
    await expect(runImport(tenant.system, body.id)).rejects.toThrow('killed')
    loadPage.within = load
    expect(await see(tenant, body.id)).toMatchObject({ state: 'running', phase: 'load', position: 500, created: 500 })
    await runImport(tenant.system, body.id)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'done', total: 1010, created: 1010, unchanged: 0 })
    // Told again, as every event may be, it does nothing.
    await runImport(tenant.system, body.id)
    expect(await see(tenant, body.id)).toMatchObject({ created: 1010, unchanged: 0 })
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
  })

  test('two workers on one import do not get ahead of each other', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 1 })
    const { body } = await send(tenant.owner, many)
    const { runImport } = await import('@/lib/modules/exchange/run-import')
    await Promise.all([runImport(tenant.system, body.id), runImport(tenant.system, body.id)])
    await runImport(tenant.system, body.id)
    const { created, unchanged, rejected } = await see(tenant, body.id)
    expect([created, unchanged, rejected]).toEqual([1010, 0, 0])
  })

  test('given up by its worker it is taken up again within the hour', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 1 })
    const { body } = await send(tenant.owner, [header, row('V1')].join('\n'))
    await run(beginImport, tenant.system, { importId: body.id })
    // Its event was told and its job is gone.
    await inTenant(tenant.tenantId, 'write', (client) =>
      client.query("update outbox set sent_at = now() where tenant_id = $1 and event = 'import.queued'", [
        tenant.tenantId,
      ]),
    )
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'running', created: 0 })
    await run(reviveImports, tenant.system, {}, { now: new Date(Date.now() + 3_700_000) })
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'done', created: 1 })
  })

  test('whose job a person ended it is over and says so, and nothing takes it up again', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 1 })
    await run(pauseJobs, tenant.owner, { kind: 'job', key: 'import.run', reason: '维护' })
    const { body } = await send(tenant.owner, [header, row('K1')].join('\n'))
    await drainAll(tenant.tenantId)
    await run(beginImport, tenant.system, { importId: body.id })
    const [held] = (await run(listMessages, tenant.owner, { kind: 'job', name: 'import.run' })).items
    await run(killJob, tenant.owner, { messageId: held?.id ?? '', reason: '传错了文件' })
    await run(resumeJobs, tenant.owner, { kind: 'job', key: 'import.run' })
    await drainAll(tenant.tenantId)
    const failure = [{ path: 'file', code: 'killed' }]
    expect(await see(tenant, body.id)).toMatchObject({ state: 'failed', created: 0, failure })
    // Run again the job would do nothing, so nobody is offered it.
    const shown = (await run(listMessages, tenant.owner, { kind: 'job', name: 'import.run' })).items
    expect(shown).toMatchObject([{ exact: 'killed', replayable: false }])
    const { stuck } = await run(getStatus, tenant.owner, {})
    expect(stuck.find((one) => one.kind === 'job')).toMatchObject({ cause: 'killed', repair: 'none' })
    await run(reviveImports, tenant.system, {}, { now: new Date(Date.now() + 3_700_000) })
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'failed', created: 0 })
  })

  test('cancelled it stops at the next page and says so', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 1 })
    const { body } = await send(tenant.owner, many)
    await run(beginImport, tenant.system, { importId: body.id })
    const cancelled = await call(tenant.owner, 'POST', `/imports/${body.id}/cancel`, { body: '{}' })
    expect(cancelled.status).toBe(200)
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'aborted', created: 0 })
    expect((await call(tenant.owner, 'POST', `/imports/${body.id}/cancel`, { body: '{}' })).status).toBe(409)
  })

  test('lies sealed on the disk and is gone after a month; its figures stay', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const { body } = await send(tenant.owner, `${header}\n${row('A1')}\n${row('A2', 'x')}`)
    await drainAll(tenant.tenantId)
    const place = path.join(env().CARAVAN_DATA, 'files', tenant.tenantId, 'imports', body.id)
    expect(readFileSync(place).includes(Buffer.from('13800138000'))).toBe(false)
    await run(purgeImports, tenant.system, {}, { now: new Date(Date.now() + 29 * 86_400_000) })
    expect(readFileSync(place).length).toBeGreaterThan(0)
    await run(purgeImports, tenant.system, {}, { now: new Date(Date.now() + 31 * 86_400_000) })
    expect(() => readFileSync(place)).toThrow('ENOENT')
    expect(await see(tenant, body.id)).toMatchObject({ kept: false, created: 1, rejected: 1 })
    const rejects = await call(tenant.owner, 'GET', `/imports/${body.id}/rejects`)
    expect(await rejects.text()).toContain('3,')
  })
})

describe('S2.41 a whole import taken back', () => {
  const products = 'productCode,productName,skuCode,listPrice\nA,甲,A-1,10\nB,乙,B-1,20\n'

  async function imported(tenant: TestShop, kind: string, file: string) {
    const { body } = await send(tenant.owner, file, { kind, shopCode: kind === 'orders' ? 'tmall' : '' })
    await drainAll(tenant.tenantId)
    expect(await see(tenant, body.id)).toMatchObject({ state: 'done', rejected: 0 })
    return body.id
  }

  async function undo(tenant: TestShop, id: string): Promise<ImportView> {
    const response = await call(tenant.owner, 'POST', `/imports/${id}/undo`, { body: '{}' })
    expect(response.status).toBe(200)
    await drainAll(tenant.tenantId)
    return see(tenant, id)
  }

  const codes = async (tenant: TestShop) =>
    (await run(listSkus, tenant.owner, { limit: 200 })).items.map((s) => [s.code, s.listPrice]).sort()

  test('what it made is gone, what it changed is as before', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 0 })
    const first = await imported(tenant, 'products', products)
    const second = await imported(tenant, 'products', products.replace(',20\n', ',25\n').concat('C,丙,C-1,30\n'))
    expect(await codes(tenant)).toEqual([
      ['A-1', '10.00'],
      ['B-1', '25.00'],
      ['C-1', '30.00'],
      ['CUP-1', '20.00'],
    ])
    // The first one's product was changed by the second: only the newest can go.
    expect(await undo(tenant, first)).toMatchObject({
      state: 'done',
      failure: [{ code: 'changed_since' }, { path: 'B-1' }],
    })
    expect(await undo(tenant, second)).toMatchObject({ state: 'undone', failure: [] })
    expect(await codes(tenant)).toEqual([
      ['A-1', '10.00'],
      ['B-1', '20.00'],
      ['CUP-1', '20.00'],
    ])
  })

  test('refused while something depends on it, with the names of what is in the way', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 0 })
    const id = await imported(tenant, 'products', products)
    const stock = await imported(tenant, 'stock', 'skuCode,warehouseCode,quantity\nA-1,HZ,5\n')
    expect(await undo(tenant, id)).toMatchObject({ state: 'done', failure: [{ path: 'A-1', code: 'has_history' }] })
    expect(await undo(tenant, stock)).toMatchObject({ state: 'undone' })
    expect((await run(listStock, tenant.owner, { skuCode: 'A-1' })).items.map((s) => s.onHand)).toEqual([0])
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
  })

  test('a picture that came later and a barcode that went elsewhere are named; a tree of over 500 categories is in nobody’s way', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 0 })
    const head = 'productCode,productName,skuCode,listPrice,barcode\n'
    const first = await imported(tenant, 'products', `${head}A,甲,A-1,10,111\nB,乙,B-1,20,\n`)
    const second = await imported(tenant, 'products', `${head}A,甲,A-1,10,222\n`)
    const b = (await run(listSkus, tenant.owner, { q: 'B-1' })).items[0]
    if (!b) throw new Error('B-1 is there')
    await run(updateSku, tenant.owner, { skuId: b.id, version: b.version, barcodes: ['111'] })
    expect(await undo(tenant, second)).toMatchObject({ state: 'done', failure: [{ path: 'A-1', code: 'taken' }] })
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const sent = await upload(tenant.owner, `/products/${b.productId}/images`, picture, {}, { name: 'b.png' })
    expect(sent.status).toBe(201)
    expect((await undo(tenant, first)).failure).toContainEqual({ path: 'B', code: 'has_history' })

    const leaves = Array.from({ length: 600 }, (_, i) => `c${i},all,叶${i}`)
    const categories = await imported(
      tenant,
      'categories',
      ['code,parentCode,nameZh', ...leaves, 'all,,全部'].join('\n'),
    )
    expect(await undo(tenant, categories)).toMatchObject({ state: 'undone', failure: [] })
  })

  test('a place whose stock is told twice is refused the second time, however far apart the rows are', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 0 })
    const between = Array.from({ length: 600 }, (_, i) => `NONE-${i},HZ,5`)
    const file = ['skuCode,warehouseCode,quantity', 'CUP-1,HZ,5', ...between, 'cup-1,HZ,9'].join('\n')
    const { body } = await send(tenant.owner, file, { kind: 'stock', shopCode: '' })
    await drainAll(tenant.tenantId)
    expect((await see(tenant, body.id)).rejected).toBe(601)
    const onHand = (await run(listStock, tenant.owner, { skuCode: 'CUP-1' })).items.map((one) => one.onHand)
    expect(onHand).toEqual([5])
  })

  test('orders that nobody has touched are gone from lists, search and sums, and come in again; worked on ones hold them all', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const history = row('A3').replace(',paid,', ',delivered,')
    const file = [header, row('A1'), row('A2'), history].join('\n')
    const id = await imported(tenant, 'orders', file)
    expect(await undo(tenant, id)).toMatchObject({ state: 'undone', failure: [] })
    expect(await orderNos(tenant)).toEqual([])
    expect((await run(listOrders, tenant.owner, { q: '13800138000' })).items).toEqual([])
    expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
    const rest = ['order_search', 'order_events', 'raw_orders'].map((t) => `select 1 from ${t} where tenant_id = $1`)
    const left = await inTenant(tenant.tenantId, 'read', (client) =>
      client.query(rest.join(' union all '), [tenant.tenantId]),
    )
    expect(left.rows).toEqual([])

    const again = await imported(tenant, 'orders', file)
    expect(await orderNos(tenant)).toEqual(['A1', 'A2', 'A3'])
    const { items } = await run(listOrders, tenant.owner, {})
    const idOf = (no: string) => items.find((o) => o.channelOrderNo === no)?.id ?? ''
    await run(addNote, tenant.owner, { orderId: idOf('A1'), text: '?' })
    await run(reviewOrder, tenant.owner, { orderId: idOf('A2'), decision: 'approve' })
    expect(await undo(tenant, again)).toMatchObject({
      state: 'done',
      failure: [
        { path: 'A1', code: 'changed_since' },
        { path: 'A2', code: 'changed_since' },
      ],
    })
    expect(await orderNos(tenant)).toEqual(['A1', 'A2', 'A3'])
  })

  test('a return holds its sale; taken back, the order is as if nobody had asked', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 50 })
    const sale = row('S1', '3').replace(',paid,', ',delivered,')
    const sold = await imported(tenant, 'orders', `${header},buyerNick\n${sale},茶友`)
    const back = { channelReturnNo: 'R1', channelLineNo: '1', sellerSku: 'CUP-1', quantity: 1, unitPrice: '20.00' }
    const { results } = await run(ingestReturns, tenant.owner, {
      shopCode: 'tmall',
      returns: [{ ...back, buyerNick: '茶友', requestedAt: '2026-11-12T08:00:00+08:00' }],
    })
    expect(results).toMatchObject([{ outcome: 'created' }])
    expect(await undo(tenant, sold)).toMatchObject({ state: 'done', failure: [{ path: 'S1', code: 'has_history' }] })
    await inTenant(tenant.tenantId, 'write', (client) =>
      undoReturns(new Context(client, tenant.owner, new Date()), results[0]?.returnRequestIds ?? []),
    )
    expect((await run(listOrders, tenant.owner, {})).items).toMatchObject([{ refundStatus: 'none' }])
    expect(await undo(tenant, sold)).toMatchObject({ state: 'undone' })
  })
})
