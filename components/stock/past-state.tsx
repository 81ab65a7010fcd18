'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { MoneyCell } from '@/components/table/money-cell'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { PastStockView, StockChangesView } from '@/lib/modules/inventory/value-schema'
import { Quantity, SignedQuantity } from './quantity'
import { ReasonBadge } from './reason-badge'

export type Past = { places: readonly PastStockView[]; changes: StockChangesView | null }

type Props = {
  /** As the form writes it: a wall-clock time of the company's zone. */
  at: string
  asked: boolean
  past: Past | null
  warehouses: Readonly<Record<string, string>>
}

const figures = ['onHand', 'defective', 'blocked', 'reserved', 'pooled', 'available'] as const

/** Asks for a moment and shows what stood there then, and what has changed since. A plain form: the answer has an address. */
export function PastState({ at, asked, past, warehouses }: Props) {
  const t = useTranslations('stock')
  // Of batches and pools nothing is said where there are none.
  const shown = figures.filter((f) => (f !== 'blocked' && f !== 'pooled') || past?.places.some((place) => place[f] > 0))
  return (
    <div className="flex flex-col gap-3">
      <form method="get" className="flex flex-wrap items-center gap-2">
        <Input
          type="datetime-local"
          name="at"
          aria-label={t('past.at')}
          defaultValue={at}
          max="9999-12-31T23:59"
          required
          className="w-56"
        />
        <Button type="submit">{t('past.show')}</Button>
      </form>
      {asked && !past ? (
        <p role="alert" className="text-sm text-danger-text">
          {t('past.wrong')}
        </p>
      ) : null}
      {past ? (
        <div className="grid gap-x-3 gap-y-4 lg:grid-cols-2">
          <Part title={t('past.then', { at: at.replace('T', ' ') })}>
            <table className="list" aria-label={t('past.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('warehouse')}</th>
                  {shown.map((figure) => (
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
                {past.places.map((place) => (
                  <tr key={place.warehouseCode}>
                    <td data-frozen="">{warehouses[place.warehouseCode] ?? place.warehouseCode}</td>
                    {shown.map((figure) => (
                      <td key={figure} data-label={t(figure)} data-align="right">
                        <Quantity value={place[figure]} />
                      </td>
                    ))}
                    <td data-label={t('value')} data-align="right">
                      <MoneyCell amount={place.value} currency={place.currency} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Part>
          {past.changes ? <Changes changes={past.changes} /> : null}
        </div>
      ) : null}
    </div>
  )
}

/** The heads of tables are not shown on a phone, so each table says by a heading what it is. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">{children}</div>
    </div>
  )
}

function Changes({ changes }: { changes: StockChangesView }) {
  const t = useTranslations('stock')
  if (changes.items.length === 0)
    return (
      <Part title={t('past.changes')}>
        <p className="px-4 py-3 text-sm text-muted">{t('past.unchanged')}</p>
      </Part>
    )
  return (
    <Part title={t('past.changes')}>
      <table className="list" aria-label={t('past.changes')}>
        <thead>
          <tr>
            <th scope="col">{t('movements.reason')}</th>
            <th scope="col" data-align="right">
              {t('past.movements')}
            </th>
            <th scope="col" data-align="right">
              {t('movements.quantity')}
            </th>
            <th scope="col" data-align="right">
              {t('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.items.map((item) => (
            <tr key={item.reason}>
              <td data-frozen="">
                <ReasonBadge reason={item.reason} />
              </td>
              <td data-label={t('past.movements')} data-align="right">
                <Quantity value={item.movements} />
              </td>
              <td data-label={t('movements.quantity')} data-align="right">
                <SignedQuantity value={item.units} />
              </td>
              <td data-label={t('value')} data-align="right">
                <MoneyCell amount={item.value} currency={changes.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}
