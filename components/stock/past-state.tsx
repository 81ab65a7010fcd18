'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { MoneyCell } from '@/components/table/money-cell'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { PastStockView, StockChangesView } from '@/lib/modules/inventory/value-schema'
import { Quantity, SignedQuantity } from './quantity'
import { ReasonBadge } from './reason-badge'

export type Past =
  | { kind: 'asked'; places: readonly PastStockView[]; changes: StockChangesView | null }
  | { kind: 'wrong' | 'order' }

type Props = {
  /** As the form writes them: wall-clock times of the company's zone; without a second one it is now. */
  at: string
  to: string
  past: Past | null
  warehouses: Readonly<Record<string, string>>
}

const figures = ['onHand', 'defective', 'blocked', 'reserved', 'pooled', 'available'] as const

/** Asks for two moments and shows what stood there at the first and what changed until the second. A plain form: the answer has an address. */
export function PastState({ at, to, past: answer, warehouses }: Props) {
  const t = useTranslations('stock')
  const past = answer?.kind === 'asked' ? answer : null
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
        <span className="text-sm text-muted">{t('past.until')}</span>
        <Input
          type="datetime-local"
          name="to"
          aria-label={t('past.to')}
          defaultValue={to}
          max="9999-12-31T23:59"
          className="w-56"
        />
        <Button type="submit">{t('past.show')}</Button>
      </form>
      {answer && !past ? (
        <p role="alert" className="text-sm text-danger-text">
          {t(answer.kind === 'order' ? 'past.order' : 'past.wrong')}
        </p>
      ) : null}
      {past ? (
        <div className="grid gap-x-3 gap-y-4 lg:grid-cols-2">
          <Part title={t('past.then', { at: wall(at) })}>
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
          {past.changes ? (
            <Changes
              title={to ? t('past.between', { from: wall(at), to: wall(to) }) : t('past.changes')}
              changes={past.changes}
            />
          ) : null}
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

const wall = (text: string) => text.replace('T', ' ')

/** The sums at both ends stand around what changed, so that anybody can add it up. */
function Changes({ title, changes }: { title: string; changes: StockChangesView }) {
  const t = useTranslations('stock')
  const { opening, closing, currency } = changes
  if (changes.items.length === 0)
    return (
      <Part title={title}>
        <p className="px-4 py-3 text-sm text-muted">{t('past.unchanged')}</p>
      </Part>
    )
  const end = (label: string, state: StockChangesView['opening']) => (
    <tr className="font-medium">
      <td data-frozen="">{label}</td>
      <td className="max-md:hidden!" />
      <td data-label={t('onHand')} data-align="right">
        <Quantity value={state.onHand} />
      </td>
      <td data-label={t('value')} data-align="right">
        <MoneyCell amount={state.value} currency={currency} />
      </td>
    </tr>
  )
  return (
    <Part title={title}>
      <table className="list" aria-label={title}>
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
          {end(t('past.opening'), opening)}
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
                <MoneyCell amount={item.value} currency={currency} />
              </td>
            </tr>
          ))}
          {end(t('past.closing'), closing)}
        </tbody>
      </table>
    </Part>
  )
}
