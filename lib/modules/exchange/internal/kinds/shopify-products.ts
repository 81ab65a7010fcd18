import { readTable } from '@/lib/adapters/files/table'
import type { TableInput } from '@/lib/adapters/files/table-file'
import { type ProductColumn, productColumns } from '@/lib/modules/exchange/internal/kinds/product-columns'
import type { Row } from '@/lib/modules/exchange/internal/kinds/table-record'

const required = ['Handle', 'Title', 'Option1 Name', 'Option1 Value', 'Variant SKU', 'Variant Price'] as const
const optional = [
  'Body (HTML)',
  'Vendor',
  'Status',
  'Published',
  'Option2 Name',
  'Option2 Value',
  'Option3 Name',
  'Option3 Value',
  'Variant Grams',
  'Variant Barcode',
  'Cost per item',
] as const
type Column = (typeof required)[number] | (typeof optional)[number]

const nothing = Object.fromEntries(productColumns.all.map((column) => [column, ''])) as Record<ProductColumn, string>

/**
 * The products of a Shopify export as rows of our own columns. The first row of a handle names the product, the others only their
 * variant; a row without variant shows another picture. A variant without a SKU is called by its handle and its options.
 */
export async function* shopifyRows(input: TableInput): AsyncGenerator<Row<ProductColumn>> {
  const first = new Map<string, Readonly<Record<Column, string>>>()
  for await (const row of readTable<Column>(input, { required, optional, strict: false })) {
    if (!('values' in row)) {
      yield { row: row.row, column: row.column, code: row.code, hints: { productCode: row.hints.Handle ?? '' } }
      continue
    }
    const { values } = row
    const head = first.get(values.Handle) ?? values
    if (!first.has(values.Handle)) first.set(values.Handle, values)
    if (values['Variant Price'] === '' && values['Option1 Value'] === '') continue
    const plain = head['Option1 Name'] === 'Title' && values['Option1 Value'] === 'Default Title'
    const options = [1, 2, 3].map((at) => values[`Option${at} Value` as Column]).filter((text) => text !== '' && !plain)
    yield {
      row: row.row,
      values: {
        ...nothing,
        productCode: values.Handle,
        productName: head.Title,
        brand: head.Vendor,
        description: head['Body (HTML)'],
        ...(head.Status === 'draft' && { productStatus: 'draft' }),
        ...(!plain && {
          option1Name: head['Option1 Name'],
          option1Value: values['Option1 Value'],
          option2Name: head['Option2 Name'],
          option2Value: values['Option2 Value'],
          option3Name: head['Option3 Name'],
          option3Value: values['Option3 Value'],
        }),
        skuCode: values['Variant SKU'].replace(/^'/, '') || codeOf(values.Handle, options),
        barcode: values['Variant Barcode'].replace(/^'/, ''),
        weightG: values['Variant Grams'].replace(/\.0+$/, ''),
        listPrice: values['Variant Price'],
        costHint: values['Cost per item'],
      },
    }
  }
}

function codeOf(handle: string, options: readonly string[]): string {
  const parts = options.map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-'))
  return [handle, ...parts].join('-').slice(0, 64)
}
