import { z } from 'zod'
import type { TableRow } from '@/lib/adapters/files/table'
import { readPairs } from '@/lib/kernel/pairs'
import type { CatalogueEntry } from '@/lib/modules/catalog/save-catalogue'
import { categoryFields, productFields, skuFields } from '@/lib/modules/catalog/schema'
import { productStatuses } from '@/lib/modules/catalog/states'
import type { FileRecord, Place } from '@/lib/modules/exchange/internal/kinds/kind'
import type { ProductColumn } from '@/lib/modules/exchange/internal/kinds/product-columns'
import { amount, type Row, whole } from '@/lib/modules/exchange/internal/kinds/table-record'
import { fieldErrors } from '@/lib/platform/door/run'

const sku = z.strictObject({
  ...z.object(skuFields).partial().shape,
  code: skuFields.code,
  status: z.enum(['active', 'archived']).optional(),
})

/** `材质=棉;产地=杭州`; a filled cell names all of them. */
const told = z
  .string()
  .transform((text, ctx) => {
    const pairs = readPairs(text)
    if (!pairs) ctx.addIssue({ code: 'custom', params: { code: 'not_pairs' } })
    return Object.fromEntries(pairs ?? [])
  })
  .pipe(productFields.attributes)

const entry = z.strictObject({
  code: productFields.code.optional(),
  name: productFields.name.optional(),
  nameEn: productFields.nameEn.optional(),
  categoryCode: categoryFields.code.optional(),
  brand: productFields.brand.optional(),
  description: productFields.description.optional(),
  status: z.enum(productStatuses).optional(),
  attributes: told.optional(),
  options: z.array(z.string().max(40)).max(3).optional(),
  skus: z.array(sku).min(1).max(500),
})

/** The words people write for a state, in both languages. */
const states: Readonly<Record<string, string>> = {
  草稿: 'draft',
  在售: 'active',
  启用: 'active',
  上架: 'active',
  停售: 'discontinued',
  下架: 'discontinued',
  停用: 'archived',
  归档: 'archived',
}

const ofProduct = {
  productCode: 'code',
  productName: 'name',
  productNameEn: 'nameEn',
  categoryCode: 'categoryCode',
  brand: 'brand',
  description: 'description',
  attributes: 'attributes',
  productStatus: 'status',
} as const satisfies Partial<Record<ProductColumn, string>>

const ofSku = {
  skuCode: 'code',
  skuName: 'name',
  skuNameEn: 'nameEn',
  barcode: 'barcodes',
  weightG: 'weightG',
  lengthMm: 'lengthMm',
  widthMm: 'widthMm',
  heightMm: 'heightMm',
  listPrice: 'listPrice',
  costHint: 'costHint',
  currency: 'currency',
  taxClass: 'taxClass',
  hsCode: 'hsCode',
  declaredNameZh: 'declaredNameZh',
  declaredNameEn: 'declaredNameEn',
  declaredValue: 'declaredValue',
  safetyStock: 'safetyStock',
  leadTimeDays: 'leadTimeDays',
  skuStatus: 'status',
} as const satisfies Partial<Record<ProductColumn, string>>

const counts = new Set(['weightG', 'lengthMm', 'widthMm', 'heightMm', 'safetyStock', 'leadTimeDays'])
const amounts = new Set(['listPrice', 'costHint', 'declaredValue'])

/** The rows of one product as one record. An empty cell says nothing: what is there stays as it is. */
export function productRecord(file: string, rows: readonly Row<ProductColumn>[]): FileRecord<CatalogueEntry> {
  const broken = rows.flatMap((row) =>
    'code' in row ? [{ file, row: row.row, column: row.column, code: row.code }] : [],
  )
  const good = rows.filter((row): row is TableRow<ProductColumn> => 'values' in row)
  const numbers = rows.map(({ row }) => row)
  const place = placeIn(file, good)
  const [first] = good
  if (!first || broken.length > 0) return { body: { skus: [] }, errors: broken, rows: numbers, place }
  const names = optionNames(good)
  const differing = good.slice(1).flatMap(({ row, values }) =>
    Object.keys(ofProduct).flatMap((column) => {
      const value = values[column as ProductColumn]
      const said = value !== '' && value !== first.values[column as ProductColumn]
      return said ? [{ file, row, column, code: 'differs_from_first_row' }] : []
    }),
  )
  const body = {
    ...picked(first.values, ofProduct),
    ...(names.length > 0 && { options: names }),
    skus: good.map(({ values }) => ({
      ...picked(values, ofSku),
      ...(names.length > 0 && {
        optionValues: names.map((_, at) => values[`option${at + 1}Value` as ProductColumn] ?? ''),
      }),
    })),
  }
  const parsed = entry.safeParse(body)
  const wrong = parsed.success ? [] : fieldErrors(parsed.error).map(({ path, code }) => ({ ...place(path), code }))
  return {
    body: (parsed.data ?? { skus: [] }) as CatalogueEntry,
    errors: [...differing, ...wrong],
    rows: numbers,
    place,
  }
}

/** What the options are called; where the file gives values and no names, they are called like their column. */
function optionNames(rows: readonly TableRow<ProductColumn>[]): string[] {
  const names: string[] = []
  for (const at of [1, 2, 3]) {
    const named = rows.map(({ values }) => values[`option${at}Name` as ProductColumn]).find((name) => name !== '')
    const used = rows.some(({ values }) => values[`option${at}Value` as ProductColumn] !== '')
    if (!named && !used) break
    names.push(named || `规格${at}`)
  }
  return names
}

function picked(
  values: TableRow<ProductColumn>['values'],
  fields: Readonly<Partial<Record<ProductColumn, string>>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([column, field]) => {
      const text = values[column as ProductColumn]
      return text === '' ? [] : [[field, read(column, text)]]
    }),
  )
}

function read(column: string, text: string): unknown {
  if (counts.has(column)) return whole(text)
  if (amounts.has(column)) return amount(text)
  if (column === 'barcode') return text.split(/[\s,;|]+/).filter(Boolean)
  if (column === 'currency') return text.toUpperCase()
  return column.endsWith('Status') ? (states[text] ?? text.toLowerCase()) : text
}

function placeIn(file: string, rows: readonly TableRow<ProductColumn>[]): (path: string) => Place {
  const columns = (fields: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(fields).map(([column, field]) => [field, column]))
  const [products, skus] = [columns(ofProduct), columns({ ...ofSku })]
  return (path) => {
    const [, index, field = ''] = /^skus\.(\d+)\.?(.*)$/.exec(path) ?? []
    const [name = '', at] = (index === undefined ? path : field).split('.')
    if (index === undefined)
      return { file, row: rows[0]?.row ?? 0, column: products[name] ?? (name === 'options' ? 'option1Name' : '') }
    const column =
      name === 'optionValues'
        ? `option${Number(at ?? 0) + 1}Value`
        : name === 'barcode'
          ? 'barcode'
          : (skus[name] ?? '')
    return { file, row: rows[Number(index)]?.row ?? 0, column }
  }
}
