import { describe, expect, test } from 'vitest'
import { firstView, tasteOf, viewTabs } from '@/app/(erp)/list-taste'
import { mergeProduct } from '@/components/catalog/product-conflict'
import { draftOf, type ProductDraft } from '@/components/catalog/product-draft'
import { arrangeColumns } from '@/components/table/arrange-columns'
import type { ListColumn } from '@/components/table/columns'
import { sameQuery, viewQueryOf } from '@/components/table/list-taste'
import { numbersIn } from '@/components/table/numbers-dialog'
import type { ProductView } from '@/lib/modules/catalog/schema'
import { type Actor, defaultSettings } from '@/lib/platform/door/actor'

describe('columns as somebody chose them', () => {
  const column = (key: string, more: Partial<ListColumn<object>> = {}): ListColumn<object> => ({
    key,
    header: key,
    cell: () => null,
    ...more,
  })
  const columns = [column('number'), column('state'), column('total'), column('paid', { optional: true })]
  const keys = (choice: Parameters<typeof arrangeColumns>[1]) => arrangeColumns(columns, choice).map(({ key }) => key)

  test('without a choice the product’s own, but for the optional ones', () => {
    expect(keys(null)).toEqual(['number', 'state', 'total'])
  })

  test('the first stays first and shown, whatever was chosen; the others follow the choice', () => {
    expect(
      keys([{ key: 'total' }, { key: 'number', hidden: true }, { key: 'state', hidden: true }, { key: 'paid' }]),
    ).toEqual(['number', 'total', 'paid'])
    const [first, second] = arrangeColumns(columns, [{ key: 'number', width: 90 }, { key: 'state' }])
    expect([first?.width, first?.fixed, second?.fixed]).toEqual([90, true, undefined])
  })

  test('a column that came later stands where the product puts it, one that is gone is forgotten', () => {
    expect(keys([{ key: 'number' }, { key: 'gone' }, { key: 'total' }])).toEqual(['number', 'state', 'total'])
    expect(keys([{ key: 'state' }])).toEqual(['number', 'state', 'total'])
  })
})

test('a view keeps what the address asks for, without what belongs to the moment', () => {
  const params = new URLSearchParams('state=approved&q=张三&cursor=abc&view=1&limit=50&set=2&flag=')
  expect(viewQueryOf(params.entries())).toEqual({ state: 'approved' })
  expect(sameQuery({ a: '1' }, { a: '1' })).toBe(true)
  expect(sameQuery({ a: '1' }, { a: '1', b: '2' })).toBe(false)
})

test('pasted numbers may be divided by anything a sheet or a chat puts between', () => {
  expect(numbersIn(' A1\tA2\r\nA3,A4；A5，A6、A1 ')).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6'])
  expect(numbersIn('  \n')).toEqual([])
  // Names and phones have spaces in them.
  expect(numbersIn('138 0013 8000\nAnna Schmidt，李四\t a@b.c ', true)).toEqual([
    ...['138 0013 8000', 'Anna Schmidt', '李四', 'a@b.c'],
  ])
})

describe('two people at one product', () => {
  const sku = (code: string, over: object = {}) => ({
    id: `id-${code}`,
    code,
    optionValues: [code],
    status: 'active',
    barcode: null,
    barcodes: [],
    listPrice: '10.00',
    costHint: null,
    weightG: 100,
    safetyStock: 0,
    currency: 'CNY',
    components: [],
    version: 1,
    ...over,
  })
  const product = (over: object = {}) =>
    ({
      id: 'p',
      name: '龙井',
      nameEn: 'Longjing',
      categoryId: null,
      brand: 'A',
      description: '',
      attributes: {},
      options: [{ name: 'size', values: ['S', 'M'] }],
      skus: [sku('S'), sku('M')],
      version: 1,
      ...over,
    }) as unknown as ProductView
  const typed = (change: (draft: ProductDraft) => ProductDraft) => change(draftOf(product(), 'CNY'))
  const price = (draft: ProductDraft, code: string, listPrice: string): ProductDraft => ({
    ...draft,
    variants: draft.variants.map((line) => (line.code === code ? { ...line, listPrice } : line)),
  })

  test('what only one of them changed is kept, of either, without a question', () => {
    const mine = typed((draft) => price({ ...draft, name: '西湖龙井' }, 'S', '12.00'))
    const now = product({
      brand: 'B',
      skus: [sku('S', { weightG: 250 }), sku('M', { listPrice: '11.00' })],
      version: 2,
    })
    const { clashes, merged } = mergeProduct(product(), mine, now)
    expect(clashes).toEqual([])
    expect(merged).toMatchObject({ name: '西湖龙井', brand: 'B' })
    expect(merged.variants.map(({ listPrice, weightG }) => [listPrice, weightG])).toEqual([
      ['12.00', '250'],
      ['11.00', '100'],
    ])
  })

  test('what both changed is asked about field by field, and the answer decides', () => {
    const mine = typed((draft) => price({ ...draft, name: 'Mine', brand: 'C' }, 'S', '12.00'))
    const now = product({ name: 'Theirs', brand: 'C', skus: [sku('S', { listPrice: '13.00' }), sku('M')], version: 2 })
    const { clashes } = mergeProduct(product(), mine, now)
    expect(clashes.map(({ field, sku: code, yours, theirs }) => [field, code, yours, theirs])).toEqual([
      ['name', null, 'Mine', 'Theirs'],
      ['listPrice', 'S', '12.00', '13.00'],
    ])
    const { merged } = mergeProduct(product(), mine, now, { name: 'theirs', 'id-S listPrice': 'yours' })
    expect([merged.name, merged.variants[0]?.listPrice]).toEqual(['Theirs', '12.00'])
  })

  test('a SKU that was added meanwhile is not lost', () => {
    const mine = typed((draft) => ({ ...draft, name: 'Mine' }))
    const options = [{ name: 'size', values: ['S', 'M', 'L'] }]
    const { clashes, merged } = mergeProduct(
      product(),
      mine,
      product({ options, skus: [sku('S'), sku('M'), sku('L')] }),
    )
    expect(clashes).toEqual([])
    expect(merged.variants.map(({ code }) => code)).toEqual(['S', 'M', 'L'])
    expect(merged.options[0]?.values).toEqual(['S', 'M', 'L'])
  })
})

describe('the view a list opens with', () => {
  const view = {
    id: 'v1',
    list: 'orders',
    name: 'A',
    mine: true,
    roleIds: null,
    query: { hold: 'any' },
    columns: null,
    version: 1,
  }
  const foreign = { ...view, id: 'v2', mine: false, columns: [{ key: 'total' }] }
  const actor = (preferences: Record<string, unknown>): Actor => ({
    kind: 'member',
    id: 'm',
    name: 'M',
    tenantId: 't',
    tenant: { name: 'T', currency: 'CNY', timeZone: 'Asia/Shanghai', settings: defaultSettings },
    role: 'sales',
    permissions: new Set(['order.list']),
    scope: { shopIds: null, warehouseIds: null },
    lists: { preferences, views: [view, foreign, { ...view, id: 'v3', list: 'stock' }] },
  })
  const params = (query: string) => Promise.resolve(Object.fromEntries(new URLSearchParams(query)))
  const kept = { 'list:orders': { columns: [{ key: 'state' }], defaultView: 'v1' } }

  test('is the member’s own choice, only where the address asks for nothing', async () => {
    const taste = await tasteOf(actor(kept), 'orders', params(''))
    expect(await firstView('/orders', taste, params(''))).toBe('/orders?hold=any&view=v1')
    expect(await firstView('/orders', taste, params('state=approved'))).toBeNull()
    expect(await firstView('/orders', taste, params('view=all'))).toBeNull()
  })

  test('a first view that is gone, or is no longer shared, is forgotten', async () => {
    const gone = { 'list:orders': { defaultView: 'v9' } }
    const taste = await tasteOf(actor(gone), 'orders', params(''))
    expect([taste.defaultView, await firstView('/orders', taste, params(''))]).toEqual([null, null])
  })

  test('columns are the view’s where it brings its own, else the member’s; views of other lists are not seen', async () => {
    const own = await tasteOf(actor(kept), 'orders', params('view=v1'))
    const theirs = await tasteOf(actor(kept), 'orders', params('view=v2'))
    expect([own.columns, theirs.columns]).toEqual([[{ key: 'state' }], [{ key: 'total' }]])
    expect(own.views.map(({ id }) => id)).toEqual(['v1', 'v2'])
    expect((await tasteOf(actor({}), 'orders', params('view=v3'))).current).toBeNull()
    expect(viewTabs('/orders', own)).toMatchObject([
      { key: 'v1', href: '/orders?hold=any&view=v1', viewOf: 'orders', divided: true },
      { key: 'v2', divided: false },
    ])
  })
})
