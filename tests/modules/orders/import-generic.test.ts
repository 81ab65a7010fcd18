import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { type Reject, RejectsFile } from '@/lib/adapters/files/rejects-file'
import { headerOf } from '@/lib/modules/exchange/import-columns'
import { importFile } from '@/lib/modules/exchange/import-file'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const folder = mkdtempSync(path.join(tmpdir(), 'caravan-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const header = 'channelOrderNo,status,createdAt,currency,name,channelLineNo,sellerSku,title,quantity,unitPrice,total'
const row = (
  no: string,
  changes: Partial<
    Record<'status' | 'at' | 'currency' | 'name' | 'line' | 'title' | 'quantity' | 'price' | 'total', string>
  > = {},
) => {
  const c = {
    status: 'paid',
    at: '2026-11-11 08:00:00',
    currency: 'CNY',
    name: '王小明',
    line: '1',
    title: '茶杯',
    quantity: '1',
    price: '20.00',
    total: '20.00',
    ...changes,
  }
  return [no, c.status, c.at, c.currency, c.name, c.line, 'CUP-1', c.title, c.quantity, c.price, c.total].join(',')
}

let files = 0
function write(content: string | Buffer, name = `orders-${++files}.csv`): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

async function take(tenant: TestShop, file: string, onError: 'skip' | 'abort' = 'skip') {
  const rejects: Reject[] = []
  const shop = { code: 'tmall', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const answer = await importFile(tenant.system, {
    kind: 'orders',
    shop,
    profile: 'generic',
    input: file,
    onError,
    reject: (r) => rejects.push(r),
  })
  return { ...answer, rejects: rejects.map(({ row, column, code }) => [row, column, code]) }
}

const numbers = async (tenant: TestShop) =>
  (await run(listOrders, tenant.owner, {})).items.map((o) => o.channelOrderNo).sort()

describe('a file of orders in our own layout', () => {
  test('orders of very many lines go in by shorter pages', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const orders = Array.from({ length: 11 }, (_, o) =>
      Array.from({ length: 500 }, (_, l) => row(`L${o}`, { line: String(l + 1), total: '10000.00' })),
    )
    const answer = await take(tenant, write([header, ...orders.flat()].join('\n')))
    expect(answer).toMatchObject({ total: 11, created: 11, rejected: 0 })
    const { items } = await run(listAudit, tenant.owner, { action: 'import.take-page' })
    expect(items.map((i) => i.detail)).toEqual([{ created: 1 }, { created: 10 }])
  })

  test('comes in, and again changes nothing; times without a zone are the shop’s', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const file = write(
      [header, row('A1'), row('A2', { at: '2026-11-11T00:30:00Z' }), row('A3', { at: '2026/11/1 9:05' })].join('\r\n'),
    )
    expect(await take(tenant, file)).toMatchObject({ total: 3, created: 3, rejected: 0 })
    expect(await take(tenant, file)).toMatchObject({ total: 3, created: 0, updated: 0, unchanged: 3, rejected: 0 })
    const created = (await run(listOrders, tenant.owner, {})).items.map((o) => o.createdAt).sort()
    expect(created).toEqual(['2026-11-01T01:05:00.000Z', '2026-11-11T00:00:00.000Z', '2026-11-11T00:30:00.000Z'])
  })

  test('each bad row is named by row, column and reason; the good ones come in', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const lines = [
      header,
      row('GOOD-1'),
      row('BAD-1', { quantity: '1.5' }),
      row('BAD-2', { price: '12,00' }),
      row('BAD-3', { price: '¥20' }),
      row('BAD-4', { currency: 'XXQ' }),
      row('BAD-5', { total: '20.001' }),
      row('BAD-6', { at: '2026-02-30 10:00:00' }),
      row('BAD-7', { status: 'lost' }),
      row('BAD-8').split(',').slice(0, 8).join(','),
      row('BAD-9', { title: '"a forgotten quote' }),
      row('GOOD-2', { title: '"a ""good"" title, quoted"' }),
      row('BAD-10', { title: '"x"y' }),
      row('GOOD-3', { title: '27" screen' }),
    ]
    const answer = await take(tenant, write(lines.join('\n')))
    expect(answer).toMatchObject({ total: 13, created: 3, rejected: 10 })
    expect(answer.rejects).toEqual([
      [3, 'quantity', 'invalid_type'],
      [4, '', 'column_count'],
      [5, 'unitPrice', 'invalid_format'],
      [6, 'currency', 'unknown_currency'],
      [7, 'total', 'invalid_amount'],
      [8, 'createdAt', 'not_a_time'],
      [9, 'status', 'invalid_value'],
      [10, '', 'column_count'],
      [11, '', 'broken_quotes'],
      [13, '', 'broken_quotes'],
    ])
    expect(await numbers(tenant)).toEqual(['GOOD-1', 'GOOD-2', 'GOOD-3'])
  })

  test('abort takes nothing in when anything is wrong, and everything when nothing is', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const bad = write([header, row('A1'), row('A2', { quantity: '0' })].join('\n'))
    expect(await take(tenant, bad, 'abort')).toMatchObject({
      aborted: true,
      total: 2,
      created: 0,
      rejected: 1,
      rejects: [[3, 'quantity', 'too_small']],
    })
    expect(await numbers(tenant)).toEqual([])
    const good = write([header, row('A1'), row('A2')].join('\n'))
    expect(await take(tenant, good, 'abort')).toMatchObject({ aborted: false, total: 2, created: 2, rejected: 0 })
  })

  test('rows of one order may stand apart; one bad row keeps the whole order out', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const lines = [
      header,
      row('A1', { total: '60.00' }),
      row('B1', { total: '40.00' }),
      row('A1', { line: '2', quantity: '2', total: '60.00' }),
      row('B1', { line: '2', quantity: '-1', total: '40.00' }),
      row('C1', { total: '40.00' }),
      row('C1', { line: '2', total: '40.00' }).replace('茶杯', '"茶杯'),
      row('D1', { total: '40.00' }),
      row('D1', { line: '2', total: '41.00' }),
    ]
    const answer = await take(tenant, write(lines.join('\n')))
    expect(answer).toMatchObject({ total: 4, created: 1, rejected: 3 })
    expect(answer.rejects).toEqual([
      [5, 'quantity', 'too_small'],
      [7, '', 'broken_quotes'],
      [9, 'total', 'differs_from_first_row'],
    ])
    const [order] = (await run(listOrders, tenant.owner, {})).items
    const { lines: taken, total, holds } = await run(getOrder, tenant.owner, { orderId: order?.id ?? '' })
    expect(taken.map((l) => [l.channelLineNo, l.quantity, l.goods])).toEqual([
      ['1', 1, '20.00'],
      ['2', 2, '40.00'],
    ])
    expect([total, holds.map((h) => h.code)]).toEqual(['60.00', ['address_incomplete']])
  })

  test('GB18030, a byte order mark and gzip are read; a broken sign in a UTF-8 file is one row’s matter', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    // 茶 is B2E8 in GB18030; the ASCII around it is the same in both.
    const [before = '', after = ''] = `${header}\n${row('GB-1', { title: '#', name: 'Li' })}\n`.split('#')
    const file = write(Buffer.concat([Buffer.from(before), Buffer.from([0xb2, 0xe8]), Buffer.from(after)]))
    expect(await take(tenant, file)).toMatchObject({ created: 1, rejected: 0 })
    const [order] = (await run(listOrders, tenant.owner, {})).items
    expect((await run(getOrder, tenant.owner, { orderId: order?.id ?? '' })).lines[0]?.title).toBe('茶')

    expect(await take(tenant, write(gzipSync(`\uFEFF${header}\n${row('BOM-1')}\n`), 'bom.csv.gz'))).toMatchObject({
      created: 1,
      rejected: 0,
    })

    const [start = '', end = ''] = `${header}\n${row('U-1')}\n${row('U-2', { title: '#' })}\n${row('U-3')}\n`.split('#')
    const broken = await take(
      tenant,
      write(Buffer.concat([Buffer.from(start), Buffer.from([0xe8, 0x8c]), Buffer.from(end)])),
    )
    expect(broken).toMatchObject({ created: 2, rejected: 1, rejects: [[3, 'title', 'bad_encoding']] })
  })

  test('a header that is not ours stops the import before it begins', async () => {
    const tenant = await createShopWithStock({ 'CUP-1': 5 })
    const errors = (text: string) =>
      take(tenant, write(text)).then(
        () => [],
        (e) => e.params.errors,
      )
    expect(await errors(header.replace(',quantity', ''))).toEqual([{ path: 'quantity', code: 'missing_column' }])
    expect(await errors(`${header},shipingFee`)).toEqual([{ path: 'shipingFee', code: 'unknown_column' }])
    expect(await errors(`${header},total`)).toEqual([{ path: 'total', code: 'duplicate_column' }])
    expect(await errors('')).toEqual([{ path: '', code: 'empty_file' }])
    expect(await take(tenant, write(`${headerOf('orders')}\n`))).toMatchObject({ total: 0, rejected: 0 })
  })
})

describe('the rejects file', () => {
  const reject: Reject = { file: 'o.csv', row: 3, column: 'quantity', code: 'too_small', reason: 'too small, or empty' }

  test('stands beside the input, is made with the first reject, and holds no value of the row', () => {
    const rejects = new RejectsFile(write('', 'beside.csv.gz'), tmpdir())
    expect(rejects.place).toBeNull()
    rejects.add(reject)
    rejects.close()
    expect(rejects.place).toBe(path.join(folder, 'beside.rejects.csv'))
    expect(readFileSync(rejects.place ?? '', 'utf8')).toBe(
      'file,row,column,code,reason\no.csv,3,quantity,too_small,"too small, or empty"\n',
    )
  })

  test('goes elsewhere where nothing can be written beside the input', () => {
    const elsewhere = path.join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    const rejects = new RejectsFile(path.join(folder, 'nowhere', 'orders.csv'), elsewhere)
    rejects.add(reject)
    rejects.close()
    expect(rejects.place).toBe(path.join(elsewhere, 'orders.rejects.csv'))
  })
})
