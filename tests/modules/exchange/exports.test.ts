import { describe, expect, test } from 'vitest'
import { exportSpecs } from '@/components/exchange/export-specs'
import { openTable } from '@/lib/adapters/files/open-table'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import { importFile } from '@/lib/modules/exchange/import-file'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listAudit } from '@/lib/modules/settings/list-audit'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { registry } from '@/lib/registry'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, createSkus, incoming } from '@/tests/support/shop'
import { bytesOf, sourceOf } from '@/tests/support/tables'
import { createMember, createTenant } from '@/tests/support/tenant'
import { call } from '@/tests/support/uploads'

await setupWorkerDatabase()

async function take(actor: Actor, path: string): Promise<{ response: Response; bytes: Buffer }> {
  const response = await call(actor, 'GET', path)
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

async function rowsOf(bytes: Buffer): Promise<Record<string, string>[]> {
  const { table } = await openTable(sourceOf(bytes))
  const rows: (readonly string[])[] = []
  for await (const { fields } of table.rows()) rows.push(fields)
  const [header = [], ...rest] = rows
  return rest.map((row) => Object.fromEntries(header.map((heading, i) => [heading, row[i] ?? ''])))
}

describe('a list as a file', () => {
  test('says what the list says, filtered and masked like it, in either format and language', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const orders = Array.from({ length: 1203 }, (_, i) => incoming(`E${String(i).padStart(4, '0')}`, 'CUP-1'))
    await run(ingestOrders, tenant.owner, { shopCode: 'tmall', orders: orders.slice(0, 1000) })
    await run(ingestOrders, tenant.owner, { shopCode: 'tmall', orders: orders.slice(1000) })
    const csv = await take(tenant.owner, '/orders/export')
    expect(csv.response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="orders-\d{4}-\d\d-\d\d\.csv"/,
    )
    const rows = await rowsOf(csv.bytes)
    expect(rows).toHaveLength(1203)
    expect(new Set(rows.map((row) => row.订单号)).size).toBe(1203)
    expect(rows[0]).toMatchObject({ 收货人: '王**', 状态: '待审核', 总金额: '20.00', 创建时间: '2026-11-11 08:00:00' })
    expect(csv.bytes.includes(Buffer.from('王小明')) || csv.bytes.includes(Buffer.from('13800138000'))).toBe(false)
    const xlsx = await rowsOf(
      (await take(tenant.owner, '/orders/export?format=xlsx&locale=en&channelOrderNo=E0007')).bytes,
    )
    expect(xlsx).toMatchObject([{ 'Order number': 'E0007', State: 'To review', Total: '20' }])
  })

  test('obeys scope and permission and is written down, without the words searched for', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    await run(ingestOrders, tenant.owner, { shopCode: 'tmall', orders: [incoming('S1', 'CUP-1')] })
    const elsewhere = await createMember(tenant.tenantId, 'customer_service', { shopIds: [tenant.warehouseId] })
    expect(await rowsOf((await take(elsewhere, '/orders/export')).bytes)).toEqual([])
    const warehouse = await createMember(tenant.tenantId, 'warehouse')
    const refused = await take(warehouse, '/orders/export')
    expect([refused.response.status, JSON.parse(refused.bytes.toString()).code]).toEqual([403, 'forbidden'])
    const blind = { ...tenant.owner, permissions: new Set(['order.export']) }
    expect((await take(blind, '/orders/export')).response.status).toBe(403)
    expect((await take(tenant.owner, '/orders/export?limit=5')).response.status).toBe(422)
    await take(tenant.owner, '/orders/export?q=13800138000')
    const { items } = await run(listAudit, tenant.owner, { action: 'order.export' })
    expect(items.map((i) => i.detail)).toEqual([
      { format: 'csv', filters: ['q'] },
      { format: 'csv', filters: [] },
    ])
  })

  test('T-50: texts that look like formulas are none, in either format', async () => {
    const tenant = await createShopWithStock({})
    await createSkus(tenant.owner, ['=HYPERLINK("http://x")', '-2+3', '@SUM(A1)'])
    const { bytes } = await take(tenant.owner, '/skus/export')
    expect(bytes.toString()).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(bytes.toString()).toMatch(/,'-2\+3,/)
    const book = await take(tenant.owner, '/skus/export?format=xlsx')
    const parts = await bytesOf((await import('node:stream')).Readable.from([book.bytes]))
    expect(parts.includes(Buffer.from('<f>'))).toBe(false)
    expect((await rowsOf(book.bytes)).map((row) => row['SKU 编码']).sort()).toEqual([
      '-2+3',
      '=HYPERLINK("http://x")',
      '@SUM(A1)',
    ])
  })

  test.each(['csv', 'xlsx'])(
    'S3.27 S1.115 goes out, is edited and comes in again (%s): only what was edited changes',
    async (format) => {
      const tenant = await createShopWithStock({ 'A-1': 0, '=B-1': 0 })
      const [goods] = (await run(listProducts, tenant.owner, { q: 'A-1' })).items
      const { id: productId = '', version = 0 } = goods ?? {}
      const attributes = { 材质: '棉;麻', 'a=b': 'x\ny', 产地: '' }
      await run(updateProduct, tenant.owner, { productId, version, attributes })
      const out = await take(tenant.owner, `/products/export?format=${format}`)
      const back = async (bytes: Buffer) => {
        const { propose } = await import('@/lib/modules/exchange/internal/mapping-for')
        const { renamed } = await import('@/lib/adapters/files/table-file')
        const { table } = await openTable(sourceOf(bytes))
        let header: readonly string[] = []
        for await (const { fields } of table.rows()) {
          header = fields
          break
        }
        const input = renamed(table, propose('products', header))
        return importFile(tenant.system, {
          ...{ kind: 'products', profile: 'generic', input, onError: 'skip' },
          reject: (r) => expect.unreachable(JSON.stringify(r)),
        })
      }
      expect(await back(out.bytes)).toMatchObject({ total: 2, unchanged: 2 })
      if (format === 'xlsx') return
      const edited = Buffer.from(out.bytes.toString().replace(/(A-1.*),20\.00,/, '$1,25.50,'))
      expect(await back(edited)).toMatchObject({ total: 2, updated: 1, unchanged: 1 })
      expect((await run(listSkus, tenant.owner, { codes: ['A-1'] })).items[0]?.listPrice).toBe('25.50')
      // A filled cell names all attributes in whatever sequence.
      const told = async () => (await run(getProduct, tenant.owner, { productId })).attributes
      expect(await told()).toEqual(attributes)
      const cell = /,"?([^",]*材质=[^"]*?)"?,active,/.exec(edited.toString())?.[1] ?? 'missing'
      expect(await back(Buffer.from(edited.toString().replace(cell, '产地=杭州；材质=丝')))).toMatchObject({
        updated: 1,
      })
      expect(await told()).toEqual({ 材质: '丝', 产地: '杭州' })
      expect((await run(listProducts, tenant.owner, { attributes: '材质=丝' })).items).toHaveLength(1)
    },
  )

  test('the columns of every file have names in the language of who takes it', async () => {
    const { owner } = await createTenant()
    for (const { path } of Object.values(exportSpecs)) {
      const { bytes, response } = await take(owner, path)
      expect(response.status, path).toBe(200)
      const [header = ''] = bytes.toString().replace('\uFEFF', '').split(/\r?\n/)
      // A key for which there is no text would stand there as it is: lower case, or words pushed together.
      expect(
        header.split(',').filter((cell) => /^[a-z]+([A-Z][a-z]*)*$/.test(cell)),
        path,
      ).toEqual([])
    }
  })

  test('every list a page offers as a file has its use case at that address, with those filters', () => {
    for (const { permission, path, fields } of Object.values(exportSpecs)) {
      const useCase = registry.find(({ name }) => name === permission)
      expect(useCase?.http, permission).toEqual({ method: 'GET', path })
      const schema = useCase?.input as unknown as { shape: object } | undefined
      expect(Object.keys(schema?.shape ?? {}), permission).toEqual(expect.arrayContaining(Object.values(fields)))
    }
  })
})
