import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TransferBadge } from '@/components/places/transfer-badge'
import { TimeCell } from '@/components/table/time-cell'
import type { AlertView } from '@/lib/modules/purchasing/schema'

type Props = { alert: AlertView; warehouses: Readonly<Record<string, string>> }

/** What the rule saw, what its figures rest on where days without stock were left out, and all that somebody has done about it. */
export function AlertWhy({ alert: { kind, figures, deeds }, warehouses }: Props) {
  const t = useTranslations('alerts')
  const { available, onHand, incoming, daily, limit, batch, need, giver, elsewhere = 0, stockedDays = 30 } = figures
  const expiring = {
    ...{ batches: batch?.batches ?? 0, units: batch?.units ?? 0 },
    ...{ expiresOn: batch?.expiresOn ?? '', batchNo: batch?.batchNo ?? '' },
  }
  const cover = { daily, stock: available + incoming, coverDays: figures.coverDays ?? 0 }
  const hints = [
    kind === 'low_cover' && (stockedDays < 30 || elsewhere > 0) ? t('basis', { stockedDays, elsewhere }) : null,
    need !== undefined ? t('need', { need }) : null,
    giver
      ? t('giver', { warehouse: warehouses[giver.warehouseCode] ?? giver.warehouseCode, available: giver.available })
      : null,
  ].filter((hint) => hint !== null)
  return (
    <span className="flex flex-col gap-0.5">
      <span>{t(`reason.${kind}`, { available, onHand, limit, ...cover, ...expiring })}</span>
      {hints.length > 0 ? <span className="text-xs text-muted">{hints.join(t('and'))}</span> : null}
      {deeds.map((deed) => (
        <span
          key={`${deed.at} ${deed.kind}`}
          className="flex flex-wrap items-center gap-x-2 text-xs font-medium text-accent-text"
        >
          {deed.transferId ? (
            <Link href={`/stock/transfers/${deed.transferId}`} className="hover:underline">
              {t('deed.moved', { number: deed.transferNumber ?? '', units: deed.quantity ?? 0 })}
            </Link>
          ) : (
            <span>{t('deed.done', { deed: t(`deed.${deed.kind}`), units: deed.quantity ?? 0 })}</span>
          )}
          {deed.transferState ? <TransferBadge state={deed.transferState} /> : null}
          <span className="font-normal text-muted">
            {deed.by} <TimeCell value={deed.at} />
          </span>
        </span>
      ))}
    </span>
  )
}
