import { describe, expect, test } from 'vitest'
import { checked, inputOf, lineOf, readQuantity, readSheet, sortSheet } from '@/components/stock/adjust-draft'

const sku = (code: string) => ({ code, name: code, nameEn: '' })

test.each([
  ['12', 12],
  ['+3', 3],
  ['-4', -4],
  ['−5', -5],
  ['１，２００', 1200],
  [' 7 ', 7],
  ['', undefined],
  ['1.5', undefined],
  ['abc', undefined],
  ['1e3', undefined],
])('a quantity is read as it is typed: %j', (text, expected) => {
  expect(readQuantity(text)).toBe(expected)
})

describe('a sheet', () => {
  test('is read by tabs, without its headings and empty rows; a code may hold spaces', () => {
    const rows = readSheet('SKU 编码\t数量\t成本\r\nTEA 01\t1,200\t¥21.50\r\n\r\nCUP\t-3\n')
    expect(rows.map(({ row, code, quantity, unitCost }) => [row, code, quantity, unitCost])).toEqual([
      [2, 'TEA 01', '1,200', '¥21.50'],
      [4, 'CUP', '-3', ''],
    ])
  })

  test('is read by commas or spaces where there are no tabs', () => {
    expect(readSheet('A, 1，2.5\nB   7').map((r) => [r.code, r.quantity, r.unitCost])).toEqual([
      ['A', '1', '2.5'],
      ['B', '7', ''],
    ])
  })

  test('a single row with a wrong quantity is no heading', () => {
    expect(readSheet('TEA\tmany')).toHaveLength(1)
  })

  test('becomes lines where it can; the rest says why', () => {
    const rows = readSheet(
      ['tea\t1\t2.00', 'NOPE\t1', 'TEA\t2', 'OLD\t3', 'CUP\t0', 'POT\t1\t1.2345678', 'BOX\t-1\t3.00', 'BAG\t-1'].join(
        '\n',
      ),
    )
    const found = ['TEA', 'OLD', 'CUP', 'POT', 'BOX', 'BAG'].map(sku)
    const { lines, left, dropped } = sortSheet(rows, found, [lineOf(sku('OLD'))])
    expect(lines.map((l) => [l.code, l.quantity, l.unitCost])).toEqual([
      ['TEA', '1', '2.00'],
      ['BAG', '-1', ''],
    ])
    expect(left.map((l) => [l.code, l.why])).toEqual([
      ['NOPE', 'unknown'],
      ['TEA', 'duplicate'],
      ['OLD', 'duplicate'],
      ['CUP', 'quantity'],
      ['POT', 'unitCost'],
      ['BOX', 'cost_on_loss'],
    ])
    expect(dropped).toBe(false)
  })

  test('longer than an adjustment may be is said so', () => {
    const codes = Array.from({ length: 2001 }, (_, i) => `S-${i}`)
    const sorted = sortSheet(readSheet(codes.map((code) => `${code}\t1`).join('\n')), codes.map(sku), [])
    expect(sorted.lines).toHaveLength(2000)
    expect(sorted.dropped).toBe(true)
  })
})

describe('an adjustment', () => {
  test('is sent as the use case takes it', () => {
    const lines = [lineOf(sku('TEA'), '1,000', '￥２1.5'), lineOf(sku('CUP'), '−2')]
    expect(checked(inputOf({ warehouseCode: 'HZ', reason: ' x ', lines }))).toEqual({
      input: {
        warehouseCode: 'HZ',
        reason: 'x',
        lines: [
          { skuCode: 'TEA', quantity: 1000, unitCost: '21.5' },
          { skuCode: 'CUP', quantity: -2 },
        ],
      },
    })
  })

  test('names each field that is wrong, once', () => {
    const lines = [lineOf(sku('A')), lineOf(sku('B'), '0'), lineOf(sku('C'), '-1', '3'), lineOf(sku('D'), '1', 'x')]
    const result = checked(inputOf({ warehouseCode: null, reason: ' ', lines }))
    expect('wrong' in result && result.wrong.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'lines.0.quantity', code: 'invalid_type' },
      { path: 'lines.1.quantity', code: 'not_zero' },
      { path: 'lines.2.unitCost', code: 'only_for_receipts' },
      { path: 'lines.3.unitCost', code: 'invalid_format' },
      { path: 'reason', code: 'too_small' },
      { path: 'warehouseCode', code: 'invalid_type' },
    ])
  })

  test('without lines says so', () => {
    expect(checked(inputOf({ warehouseCode: 'HZ', reason: 'x', lines: [] }))).toEqual({
      wrong: [{ path: 'lines', code: 'too_small' }],
    })
  })
})
