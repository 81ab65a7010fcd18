import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Quantity } from '@/components/stock/quantity'
import { TimeCell } from '@/components/table/time-cell'
import type { PoolMoveItem } from '@/lib/modules/inventory/pool-schema'

type Props = { moves: readonly PoolMoveItem[]; warehouses: Readonly<Record<string, string>> }

/** What went into a pool and out of it, newest first. */
export function PoolMoves({ moves, warehouses }: Props) {
  const t = useTranslations('pools')
  if (moves.length === 0) return <p className="text-sm text-muted">{t('move.listEmpty')}</p>
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="list" aria-label={t('move.list')}>
        <thead>
          <tr>
            <th scope="col">{t('move.number')}</th>
            {(['kind', 'from', 'to', 'warehouse'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`move.${key}`)}
              </th>
            ))}
            <th scope="col" data-align="right">
              {t('move.units')}
            </th>
            <th scope="col">{t('move.createdAt')}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={move.id}>
              <td data-frozen="">
                <Link
                  href={`/stock/pools/moves/${move.id}`}
                  className="rounded-sm font-mono text-[0.93em] text-accent-text underline-offset-2 hover:underline"
                >
                  {move.number}
                </Link>
              </td>
              <td data-label={t('move.kind')} className={move.undoneBy ? 'text-muted line-through' : undefined}>
                {t(`move.kinds.${move.kind}`)}
              </td>
              <td data-label={t('move.from')}>{move.fromPool ?? t('pool.general')}</td>
              <td data-label={t('move.to')}>{move.toPool ?? t('pool.general')}</td>
              <td data-label={t('move.warehouse')}>{warehouses[move.warehouseCode] ?? move.warehouseCode}</td>
              <td data-label={t('move.units')} data-align="right">
                <Quantity value={move.units} />
              </td>
              <td data-label={t('move.createdAt')}>
                <TimeCell value={move.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
