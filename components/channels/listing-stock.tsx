'use client'

import { useTranslations } from 'next-intl'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { type ListingDetail, pushCauses, type StockInputs } from '@/lib/modules/channels/schema'
import { TroubleText } from './trouble-text'

/** Why the marketplace shows what it shows: the sum of this moment, and what was told before. */
export function ListingStock({ listing }: { listing: ListingDetail }) {
  const t = useTranslations('listings.stock')
  const { published, publishing, pushes, trouble, channelQuantity } = listing
  if (!published) return null
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-medium text-sm">{t('title')}</h3>
      {publishing ? null : <AlertBox title={t('offTitle')}>{t('off')}</AlertBox>}
      {trouble ? (
        <AlertBox kind="danger" title={t('refused')}>
          <TroubleText trouble={trouble} />
        </AlertBox>
      ) : null}
      <p className="text-sm">
        {t('now', { quantity: published.quantity, shown: channelQuantity === null ? '—' : String(channelQuantity) })}
      </p>
      <Sum inputs={published.inputs} quantity={published.quantity} />
      {pushes.length > 0 ? (
        <ol className="divide-y divide-line-soft rounded-md border border-line text-sm">
          {pushes.map((push) => (
            <li key={`${push.at} ${push.quantity}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
              <span className="w-10 text-right font-medium tabular-nums">{push.quantity}</span>
              <TimeCell value={push.at} />
              <span className="text-muted">{t(`causes.${causeOf(push.cause)}`)}</span>
              {push.outcome === 'taken' ? null : (
                <span className="basis-full text-xs text-danger-text">
                  <TroubleText trouble={push.outcome} />
                </span>
              )}
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  )
}

function causeOf(cause: string) {
  return pushCauses.find((known) => known === cause) ?? 'check'
}

function Sum({ inputs, quantity }: { inputs: StockInputs; quantity: number }) {
  const t = useTranslations('listings.stock.sum')
  const rows: [string, string | number][] = [
    [t('available'), inputs.available],
    ...(inputs.countIncoming ? [[t('incoming'), `+ ${inputs.incoming}`] as [string, string]] : []),
    ...(inputs.guard ? [[t('demand'), `− ${inputs.demand}`] as [string, string]] : []),
    inputs.mode === 'fixed' ? [t('fixed'), inputs.fixed] : [t('percent'), `× ${inputs.percent}%`],
    ...(inputs.mode === 'percent' && inputs.plus > 0 ? [[t('plus'), `+ ${inputs.plus}`] as [string, string]] : []),
    ...(inputs.mode === 'percent' && inputs.buffer > 0
      ? [[t('buffer'), `− ${inputs.buffer}`] as [string, string]]
      : []),
    ...(inputs.stopAt > 0 ? [[t('stopAt'), `≤ ${inputs.stopAt}`] as [string, string]] : []),
    ...(inputs.sellable ? [] : [[t('notSellable'), 0] as [string, number]]),
    [t('result'), quantity],
  ]
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 rounded-md bg-sunken px-3 py-2 text-sm">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
