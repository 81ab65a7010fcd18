import { expect, test } from 'vitest'
import { figuresOf, meantBy } from '@/components/alerts/threshold-figures'
import { mergeFields } from '@/components/form/merge-fields'
import type { ThresholdsView } from '@/lib/modules/inventory/threshold-schema'

const view: ThresholdsView = {
  ...{ skuId: '01a20641-ca17-711d-89fb-716e56c5647a', skuCode: 'TEA', safetyStock: 0, leadTimeDays: null, version: 1 },
  warehouses: [
    { warehouseCode: 'HZ', safetyStock: null, leadTimeDays: 0 },
    { warehouseCode: 'GZ/2', safetyStock: 20, leadTimeDays: null },
  ],
}

test('thresholds that nobody changed are saved as they were, nothing apart from nought', () => {
  const { safetyStock, leadTimeDays, warehouses } = view
  expect(meantBy(figuresOf(view), true)).toEqual({ safetyStock, leadTimeDays, warehouses })
  // Who sees some warehouses only says nothing of all together.
  expect(meantBy(figuresOf(view), false)).toEqual({ warehouses })
})

test('two people at one SKU’s thresholds collide figure by figure, and a warehouse opened meanwhile keeps its own', () => {
  const base = figuresOf(view)
  const mine = { ...base, 'safety/': '5', 'lead/GZ/2': '7', 'safety/HZ': '' }
  const [hz, gz] = view.warehouses
  const theirs = figuresOf({
    ...{ ...view, safetyStock: 9, leadTimeDays: 30 },
    warehouses: [
      { ...hz, warehouseCode: 'HZ', safetyStock: 4, leadTimeDays: 0 },
      ...(gz ? [gz] : []),
      { warehouseCode: 'SZ', safetyStock: 3, leadTimeDays: null },
    ],
  })
  expect(mergeFields(base, mine, theirs).clashes).toEqual(['safety/'])
  expect(meantBy(mergeFields(base, mine, theirs, { 'safety/': 'theirs' }).merged, true)).toEqual({
    ...{ safetyStock: 9, leadTimeDays: 30 },
    warehouses: [
      { warehouseCode: 'HZ', safetyStock: 4, leadTimeDays: 0 },
      { warehouseCode: 'GZ/2', safetyStock: 20, leadTimeDays: 7 },
      { warehouseCode: 'SZ', safetyStock: 3, leadTimeDays: null },
    ],
  })
})
