'use client'

import { useTranslations } from 'next-intl'
import type { PutAwayView } from '@/lib/modules/inventory/schema'

const shown = 12

/** What waits in the receiving bin and where it could go; of goods in hand that bin alone, to be read from afar. */
export function PutAwayList({ waiting, held }: { waiting: readonly PutAwayView[]; held: string | undefined }) {
  const t = useTranslations('scan.putAway')
  const own = waiting.filter((row) => row.skuCode === held)
  if (held !== undefined) {
    const [first] = own.filter((row) => row.suggestion !== null)
    return first?.suggestion ? (
      <p className="flex flex-col gap-1 rounded-md border border-line bg-surface p-4">
        <span className="text-xl text-muted">{t(`suggested.${first.suggestion.reason}`)}</span>
        <span className="font-mono text-5xl font-semibold break-all">{first.suggestion.binCode}</span>
      </p>
    ) : null
  }
  if (waiting.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-xl text-muted">{t('waiting')}</h2>
      <ul className="divide-y divide-line-soft rounded-md border border-line bg-surface text-xl">
        {waiting.slice(0, shown).map((row) => (
          <li key={`${row.skuId} ${row.batchId}`} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <span className="min-w-0 flex-1 font-mono break-all">
              {row.skuCode} {row.batchNo ? <span className="text-base text-muted">{row.batchNo}</span> : null}
            </span>
            <span className="tabular-nums">× {row.quantity}</span>
            <span className="font-mono text-muted">{row.suggestion ? `→ ${row.suggestion.binCode}` : t('noBin')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
