'use client'

import { useTranslations } from 'next-intl'
import { MoneyCell } from '@/components/table/money-cell'
import { Table, Td, Th } from '@/components/ui/table'
import { add, fromMinor, toMinor } from '@/lib/kernel/money'
import type { StockView } from '@/lib/modules/inventory/schema'
import { Quantity } from './quantity'

type Props = { places: readonly StockView[]; warehouses: Readonly<Record<string, string>>; safetyStock: number }

const figures = ['onHand', 'reserved', 'available', 'incoming'] as const

/** One SKU over its warehouses, with the sum below. */
export function PlacesTable({ places, warehouses, safetyStock }: Props) {
  const t = useTranslations('stock')
  const [first] = places
  if (!first) return null
  const sumOf = (figure: (typeof figures)[number]) => places.reduce((sum, place) => sum + place[figure], 0)
  const { currency } = first
  const value = places.map((place) => ({ minor: toMinor(place.value, currency), currency })).reduce(add)
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <Table>
        <thead>
          <tr>
            <Th>{t('warehouse')}</Th>
            {figures.map((figure) => (
              <Th key={figure} align="right">
                {t(figure)}
              </Th>
            ))}
            <Th align="right">{t('value')}</Th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.warehouseCode}>
              <Td className="whitespace-nowrap">{warehouses[place.warehouseCode] ?? place.warehouseCode}</Td>
              {figures.map((figure) => (
                <Td key={figure} align="right">
                  <Quantity value={place[figure]} className={figure === 'available' ? 'font-semibold' : undefined} />
                </Td>
              ))}
              <Td align="right">
                <MoneyCell amount={place.value} currency={currency} />
              </Td>
            </tr>
          ))}
          <tr className="font-medium">
            <Td className="whitespace-nowrap">
              {t('detail.total')}
              <span className="ml-2 text-xs font-normal text-muted">
                {t('safetyStock')} <Quantity value={safetyStock} />
              </span>
            </Td>
            {figures.map((figure) => (
              <Td key={figure} align="right">
                <Quantity value={sumOf(figure)} />
              </Td>
            ))}
            <Td align="right">
              <MoneyCell amount={fromMinor(value.minor, currency)} currency={currency} />
            </Td>
          </tr>
        </tbody>
      </Table>
    </div>
  )
}
