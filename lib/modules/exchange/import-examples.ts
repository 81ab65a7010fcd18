import type { TableFile } from '@/lib/adapters/files/table-file'
import { columnsOf, headerOf } from '@/lib/modules/exchange/import-columns'
import type { ImportKind } from '@/lib/modules/exchange/schema'

type Example = Readonly<Record<string, string>>

const goods = {
  ...{ skuCode: 'EXAMPLE-M', skuName: '示例 Example M', barcode: 'EXAMPLE-CODE', weightG: '180', listPrice: '99.5' },
  costHint: '40.5',
}

/** One row of each kind as people fill it in; only values that a spreadsheet writes back as it read them. */
const examples: Readonly<Record<ImportKind, Example>> = {
  orders: {
    ...{ channelOrderNo: 'EXAMPLE-1', status: 'paid', createdAt: '2026-11-22T10:00:00+08:00', name: '示例 Example' },
    ...{
      phone: '13800138000',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      line1: '文三路 1 号',
    },
    ...{ sellerSku: 'EXAMPLE-M', title: '示例 Example', quantity: '2', unitPrice: '99.5', total: '199', paid: '199' },
  },
  products: {
    ...{ productCode: 'EXAMPLE', productName: '示例 Example', option1Name: '尺码 Size', option1Value: 'M' },
    ...goods,
  },
  skus: goods,
  categories: { code: 'EXAMPLE', nameZh: '示例', nameEn: 'Example', position: '1' },
  stock: { skuCode: 'EXAMPLE-M', quantity: '100', unitCost: '40.5' },
  customers: {
    ...{ name: '示例 Example', phone: '13800138000', group: 'VIP', country: 'CN', province: '浙江省', city: '杭州市' },
    line1: '文三路 1 号',
  },
  // An archive has no rows.
  images: {},
}

/** A file to fill in: the columns, and below them the example. */
export function templateOf(kind: ImportKind): string {
  const { all } = columnsOf(kind)
  return `${headerOf(kind)}\r\n${all.map((column) => examples[kind][column] ?? '').join(',')}\r\n`
}

/** The table without the example, as long as it still stands untouched where the template has it: a changed one is somebody's own row. */
export function withoutExample(kind: ImportKind, table: TableFile): TableFile {
  const example = examples[kind]
  return {
    name: table.name,
    async *rows() {
      let header: readonly string[] | undefined
      let first = true
      for await (const record of table.rows()) {
        if (header && first) {
          first = false
          const names = header
          const found = Object.fromEntries(
            record.fields.flatMap((text, i) => (text.trim() && names[i] ? [[names[i], text.trim()] as const] : [])),
          )
          const columns = Object.keys(example)
          const same = columns.length === Object.keys(found).length && columns.every((c) => found[c] === example[c])
          if (same && !('broken' in record)) continue
        }
        header ??= record.fields.map((heading) => heading.trim())
        yield record
      }
    },
  }
}
