import { expect, test } from 'vitest'
import {
  arrange,
  blank,
  draftOf,
  emptyDraft,
  type OptionDraft,
  type VariantDraft,
} from '@/components/catalog/product-draft'
import { inputOf, wrongIn } from '@/components/catalog/product-input'
import type { ProductView, SkuView } from '@/lib/modules/catalog/schema'

const option = (name: string, ...values: string[]): OptionDraft => ({ key: name, name, values })
const lines = (variants: VariantDraft[]) =>
  variants.map((v) => `${v.optionValues.join('/')}${v.code && `=${v.code}`}${v.off ? ' off' : ''}`)
const coded = (code: string, ...optionValues: string[]) => ({ ...blank(optionValues), code })

const sku = (code: string, optionValues: string[], over: Partial<SkuView> = {}): SkuView => ({
  id: code,
  productId: 'p',
  code,
  name: code,
  nameEn: '',
  optionValues,
  assembled: 'never',
  batchTracked: false,
  shelfLifeDays: null,
  sellBeforeDays: 0,
  expiryAlertDays: 30,
  serialMode: 'none',
  barcode: null,
  barcodes: [],
  weightG: 0,
  lengthMm: null,
  widthMm: null,
  heightMm: null,
  listPrice: '1.00',
  costHint: null,
  currency: 'CNY',
  taxClass: '',
  hsCode: '',
  declaredNameZh: '',
  declaredNameEn: '',
  declaredValue: null,
  safetyStock: 0,
  leadTimeDays: null,
  bundle: false,
  components: [],
  status: 'active',
  createdAt: '',
  updatedAt: '',
  version: 1,
  ...over,
})
const product = (skus: SkuView[], options: ProductView['options']): ProductView => ({
  id: 'p',
  code: '',
  name: 'P',
  nameEn: '',
  categoryId: null,
  brand: '',
  status: 'active',
  createdAt: '',
  updatedAt: '',
  version: 4,
  description: '',
  options,
  attributes: {},
  images: [],
  skus,
})

test('options multiply into lines, and what was typed goes on with the first new value', () => {
  const first = arrange([option('颜色', '红', '蓝')], [coded('A')])
  expect(lines(first)).toEqual(['红=A', '蓝'])
  const second = arrange([option('颜色', '红', '蓝'), option('尺寸', 'S', 'M')], first)
  expect(lines(second)).toEqual(['红/S=A', '红/M', '蓝/S', '蓝/M'])
  expect(lines(arrange([option('颜色', '红'), option('尺寸', 'S', 'M')], second))).toEqual(['红/S=A', '红/M'])
  // An option without values does not count yet.
  expect(lines(arrange([option('颜色', '红'), option('尺寸')], [coded('A', '红')]))).toEqual(['红=A'])
})

test('an existing SKU never leaves the sight because its value was taken away', () => {
  const draft = draftOf(
    product([sku('R', ['红']), sku('B', ['蓝'])], [{ name: '颜色', values: ['红', '蓝', '绿'] }]),
    'CNY',
  )
  expect(lines(draft.variants)).toEqual(['红=R', '蓝=B', '绿 off'])
  expect(lines(arrange([option('颜色', '蓝')], draft.variants))).toEqual(['蓝=B', '红=R off'])
  expect(lines(arrange([], draft.variants))).toEqual(['=R', '蓝=B off'])
})

test('a slip that makes thousands of lines makes none', () => {
  const many = Array.from({ length: 30 }, (_, i) => `v${i}`)
  const before = [coded('A')]
  expect(arrange([option('a', ...many), option('b', ...many)], before)).toEqual(before)
})

test('only changed lines are sent, with their ids; switched off ones are removed', () => {
  const shown = product(
    [
      sku('R', ['红']),
      sku('B', ['蓝'], { barcode: '1', barcodes: ['1', '2'] }),
      sku('G', ['绿']),
      sku('W', ['白'], { status: 'archived' }),
    ],
    [{ name: '颜色', values: ['红', '蓝', '绿', '白', '黑'] }],
  )
  const draft = draftOf(shown, 'CNY')
  const change: Record<string, Partial<VariantDraft>> = {
    蓝: { barcode: '9', weightG: '5' },
    绿: { off: true },
    白: { off: false },
    黑: { off: false, code: 'K' },
  }
  const variants = draft.variants.map((v) => ({ ...v, ...change[v.optionValues[0] ?? ''] }))
  const { input, sent } = inputOf({ ...draft, variants }, shown)
  expect(input).toMatchObject({ productId: 'p', version: 4, removeSkus: ['G'] })
  expect(input.skus).toMatchObject([
    { id: 'B', barcodes: ['9', '2'], weightG: 5 },
    { id: 'W', status: 'active' },
    { code: 'K', optionValues: ['黑'], listPrice: '1.00', costHint: null },
  ])
  expect(sent.map((v) => v.optionValues[0])).toEqual(['蓝', '白', '黑'])
  expect(wrongIn({ input, sent }, false)).toEqual([])
})

test('what is missing is told at its line before anything is sent', () => {
  const draft = emptyDraft('CNY')
  const [line = blank([])] = draft.variants
  const wrong = wrongIn(inputOf({ ...draft, variants: [{ ...line, listPrice: 'abc', weightG: '1.5' }] }, null), true)
  expect(wrong.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['name', 'skus.0.code', 'skus.0.listPrice', 'skus.0.weightG']),
  )
})
