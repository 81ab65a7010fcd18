import { useTranslations } from 'next-intl'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ReturnGoodsView } from '@/lib/modules/aftersales/schema'

const figures = ['quantity', 'received', 'open'] as const

/** What is to come back of each SKU; of a bundle its parts. */
export function GoodsTable({ goods }: { goods: readonly ReturnGoodsView[] }) {
  const t = useTranslations('orders.returns')
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="list" aria-label={t('expected')}>
        <thead>
          <tr>
            <th scope="col">{t('column.sku')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" data-align="right">
                {t(`column.${figure}`)}
              </th>
            ))}
            <th scope="col">{t('column.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {goods.map((one) => (
            <tr key={one.skuId}>
              <td data-frozen="">
                <SkuCell code={one.skuCode} name={one.name} nameEn={one.nameEn} href={`/stock/${one.skuId}`} />
              </td>
              {figures.map((figure) => (
                <td key={figure} data-align="right" data-label={t(`column.${figure}`)}>
                  <Quantity value={one[figure]} />
                </td>
              ))}
              <td data-label={t('column.cost')}>{t(one.shipped ? 'costOf.shipment' : 'costOf.given')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
