'use client'

import { useTranslations } from 'next-intl'
import { MoneyCell } from '@/components/table/money-cell'
import { add, fromMinor, toMinor } from '@/lib/kernel/money'
import type { StockView } from '@/lib/modules/inventory/schema'
import { Quantity } from './quantity'

type Props = {
  places: readonly StockView[]
  warehouses: Readonly<Record<string, string>>
  /** Of all warehouses together, and of those that have their own. */
  safetyStock: number
  safetyOf: Readonly<Record<string, number | null>>
}

const figures = ['onHand', 'defective', 'blocked', 'reserved', 'available', 'pooled', 'incoming'] as const

/** One SKU over its warehouses, with the sum below. */
export function PlacesTable({ places, warehouses, safetyStock, safetyOf }: Props) {
  const t = useTranslations('stock')
  const [first] = places
  if (!first) return null
  const sumOf = (figure: (typeof figures)[number]) => places.reduce((sum, place) => sum + place[figure], 0)
  const { currency } = first
  const value = places.map((place) => ({ minor: toMinor(place.value, currency), currency })).reduce(add)
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <table className="list" aria-label={t('detail.places')}>
        <thead>
          <tr>
            <th scope="col">{t('warehouse')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" data-align="right">
                {t(figure)}
              </th>
            ))}
            <th scope="col" data-align="right">
              {t('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.warehouseCode}>
              <td data-frozen="">
                {warehouses[place.warehouseCode] ?? place.warehouseCode}
                <Safety units={safetyOf[place.warehouseCode] ?? null} />
              </td>
              {figures.map((figure) => (
                <td key={figure} data-label={t(figure)} data-align="right">
                  <Quantity value={place[figure]} className={figure === 'available' ? 'font-semibold' : undefined} />
                </td>
              ))}
              <td data-label={t('value')} data-align="right">
                <MoneyCell amount={place.value} currency={currency} />
              </td>
            </tr>
          ))}
          <tr className="font-medium">
            <td data-frozen="">
              {t('detail.total')}
              <Safety units={safetyStock} />
            </td>
            {figures.map((figure) => (
              <td key={figure} data-label={t(figure)} data-align="right">
                <Quantity value={sumOf(figure)} />
              </td>
            ))}
            <td data-label={t('value')} data-align="right">
              <MoneyCell amount={fromMinor(value.minor, currency)} currency={currency} />
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Safety({ units }: { units: number | null }) {
  const t = useTranslations('stock')
  if (units === null) return null
  return (
    <span className="ml-2 text-xs font-normal text-muted">
      {t('safetyStock')} <Quantity value={units} />
    </span>
  )
}
