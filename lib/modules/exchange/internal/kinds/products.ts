import { readTable } from '@/lib/adapters/files/table'
import { type TableInput, tableOf } from '@/lib/adapters/files/table-file'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { type CatalogueEntry, judgeCatalogue, saveCatalogue } from '@/lib/modules/catalog/save-catalogue'
import type { Kind } from '@/lib/modules/exchange/internal/kinds/kind'
import { type ProductColumn, productColumns, skuColumns } from '@/lib/modules/exchange/internal/kinds/product-columns'
import { productRecord } from '@/lib/modules/exchange/internal/kinds/product-record'
import { shopifyRows } from '@/lib/modules/exchange/internal/kinds/shopify-products'
import type { Row } from '@/lib/modules/exchange/internal/kinds/table-record'

/** Products with their SKUs, one row for each SKU. Rows with one product code belong together wherever they stand. */
export const productKind: Kind<CatalogueEntry> = {
  async *read(input, { profile }) {
    const rowsOf = profile === 'shopify' ? () => shopifyRows(input) : () => ownRows(input, productColumns.required)
    yield* grouped(tableOf(input).name, rowsOf)
  },
  // Each SKU is found by some hundred pairs of signs: a thousand of them are a page.
  weight: ({ skus }) => skus.length * 5,
  judge: (ctx, _task, bodies) => judgeCatalogue(ctx, bodies),
  take: (ctx, _task, bodies) => saveCatalogue(ctx, bodies),
}

/** SKUs that are there already: what a file says of them is changed, and no product is made. */
export const skuKind: Kind<CatalogueEntry> = {
  ...productKind,
  async *read(input) {
    for await (const record of grouped(tableOf(input).name, () => ownRows(input, skuColumns.required)))
      yield { ...record, body: { ...record.body, known: true } }
  },
}

function ownRows(input: TableInput, required: readonly ProductColumn[]): AsyncIterable<Row<ProductColumn>> {
  const optional = productColumns.all.filter((column) => !required.includes(column))
  return readTable<ProductColumn>(input, { required, optional, strict: true })
}

/** A first pass notes the last row of each product, so that the second holds only the products that are still open. */
async function* grouped(file: string, rowsOf: () => AsyncIterable<Row<ProductColumn>>) {
  const last = new Map<string, number>()
  for await (const row of keyed(rowsOf())) last.set(row.key, row.row.row)
  const open = new Map<string, Row<ProductColumn>[]>()
  for await (const { key, row } of keyed(rowsOf())) {
    const rows = open.get(key) ?? []
    rows.push(row)
    open.set(key, rows)
    if (last.get(key) !== row.row) continue
    open.delete(key)
    yield productRecord(file, rows)
  }
}

/** By the product's code; without one, rows below each other with one name are one product, as people write them. */
async function* keyed(rows: AsyncIterable<Row<ProductColumn>>) {
  let before = ''
  let run = 0
  for await (const row of rows) {
    const { productCode = '', productName = '' } = 'values' in row ? row.values : row.hints
    if (productCode === '' && (productName === '' || productName !== before)) run += 1
    before = productCode === '' ? productName : ''
    yield { key: productCode === '' ? `row ${run}` : `code ${codeKey(productCode)}`, row }
  }
}
