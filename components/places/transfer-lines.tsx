import { useTranslations } from 'next-intl'
import { BatchTag } from '@/components/batches/batch-tag'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import { MoneyCell } from '@/components/table/money-cell'
import type { TransferView } from '@/lib/modules/inventory/schema'

const figures = ['quantity', 'shipped', 'received', 'inTransit', 'lost', 'over'] as const

/** What was planned, sent and received of each SKU, and what it cost. */
export function TransferLines({ transfer }: { transfer: TransferView }) {
  const t = useTranslations('places.transfer')
  const lots = useTranslations('batches')
  const { lines, currency, state } = transfer
  // Before anything has left there is nothing to say but the plan; of what never happened a column says nothing.
  const shown = figures.filter((f) => f === 'quantity' || (state !== 'draft' && state !== 'cancelled'))
  const columns = shown.filter((f) => (f !== 'lost' && f !== 'over') || lines.some((line) => line[f] > 0))
  const sent = columns.includes('shipped')
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="list" aria-label={t('lines')}>
        <thead>
          <tr>
            <th scope="col">{t('column.sku')}</th>
            <th scope="col">{t('fromBin')}</th>
            {columns.map((figure) => (
              <th key={figure} scope="col" data-align="right">
                {t(`column.${figure}`)}
              </th>
            ))}
            {sent ? (
              <th scope="col" data-align="right">
                {t('column.value')}
              </th>
            ) : null}
            {columns.includes('lost') ? (
              <th scope="col" data-align="right">
                {t('column.lostValue')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td data-frozen="">
                <SkuCell code={line.skuCode} name={line.name} nameEn={line.nameEn} href={`/stock/${line.skuId}`} />
                {line.carried.length === 0 && line.batchNo !== null ? <BatchTag batchNo={line.batchNo} /> : null}
                {line.carried.map((lot) => (
                  <BatchTag key={lot.batchNo} {...lot} />
                ))}
                {line.serials.length > 0 ? (
                  <span className="block max-w-72 text-xs wrap-break-word text-muted">
                    {lots('numbers', { list: line.serials.join(' ') })}
                  </span>
                ) : null}
              </td>
              <td data-label={t('fromBin')}>
                {line.fromBin ? <span className="font-mono text-[0.93em]">{line.fromBin}</span> : t('anyBin')}
              </td>
              {columns.map((figure) => (
                <td key={figure} data-label={t(`column.${figure}`)} data-align="right">
                  <Quantity value={line[figure]} />
                </td>
              ))}
              {sent ? (
                <td data-label={t('column.value')} data-align="right">
                  <MoneyCell amount={line.shippedValue} currency={currency} />
                </td>
              ) : null}
              {columns.includes('lost') ? (
                <td data-label={t('column.lostValue')} data-align="right">
                  <MoneyCell amount={line.lostValue} currency={currency} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
