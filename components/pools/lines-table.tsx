import type { ReactNode } from 'react'
import { SkuCell } from '@/components/stock/sku-cell'

type Line = { skuId: string; skuCode: string; name: string; nameEn: string }
type Column<T> = { key: string; label: string; align?: 'right'; cell: (line: T) => ReactNode }
type Props<T> = {
  label: string
  sku: string
  lines: readonly T[]
  rowKey: (line: T) => string
  columns: readonly Column<T>[]
}

/** Lines of a document or a pool: the SKU, and a few columns. */
export function LinesTable<T extends Line>({ label, sku, lines, rowKey, columns }: Props<T>) {
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="list" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{sku}</th>
            {columns.map(({ key, label: text, align }) => (
              <th key={key} scope="col" data-align={align}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={rowKey(line)}>
              <td data-frozen="">
                <SkuCell code={line.skuCode} name={line.name} nameEn={line.nameEn} href={`/stock/${line.skuId}`} />
              </td>
              {columns.map(({ key, label: text, align, cell }) => (
                <td key={key} data-label={text} data-align={align}>
                  {cell(line)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
