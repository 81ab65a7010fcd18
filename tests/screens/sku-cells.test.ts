import { expect, test } from 'vitest'
import { changeOf, leftOf, over, withEdit } from '@/components/catalog/sku-cells'
import type { SkuView } from '@/lib/modules/catalog/schema'

const sku = (id: string, version: number, name: string) =>
  ({ id, version, code: id, name, barcodes: [], listPrice: '1.00', weightG: 1, safetyStock: 0 }) as unknown as SkuView
const [a, b] = [sku('A', 1, 'cup'), sku('B', 1, 'pot')]

test('a change is made on the version that stood there when it was typed, on whatever page that was', () => {
  const edits = withEdit(withEdit({}, a, 'name', 'mug'), b, 'listPrice', '2.00')
  // A newer version is on the screen by now: what is typed on belongs to the one that was read.
  const more = withEdit(edits, sku('A', 7, 'bowl'), 'weightG', '20')
  expect(Object.values(more).map(changeOf)).toEqual([
    { skuId: 'B', version: 1, listPrice: '2.00' },
    { skuId: 'A', version: 1, name: 'mug', weightG: 20 },
  ])
  expect(withEdit(withEdit({}, a, 'name', 'mug'), a, 'name', 'cup')).toEqual({})
})

test('after saving there is left what was refused, and what was typed meanwhile over what stands now', () => {
  const sent = withEdit(withEdit({}, a, 'name', 'mug'), b, 'listPrice', 'x')
  const typed = withEdit(sent, a, 'weightG', '20')
  const saved = sku('A', 2, 'mug')
  expect(leftOf(typed, sent, { A: saved })).toEqual({
    B: { base: b, cells: { listPrice: 'x' } },
    A: { base: saved, cells: { weightG: '20' } },
  })
})

test('where somebody was faster the typing stands over theirs, and nowhere else', () => {
  const edits = withEdit(withEdit({}, a, 'name', 'mug'), b, 'name', 'jug')
  const theirs = [sku('A', 5, 'bowl'), sku('B', 5, 'pan')]
  expect(Object.values(over(edits, theirs, new Set(['A']))).map(changeOf)).toEqual(
    expect.arrayContaining([
      { skuId: 'A', version: 5, name: 'mug' },
      { skuId: 'B', version: 1, name: 'jug' },
    ]),
  )
})
