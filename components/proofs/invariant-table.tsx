'use client'

import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Checked } from '@/lib/modules/dispatch/schema'

/** Each rule in words, what was found, and the first row that breaks it; broken ones first. */
export function InvariantTable({ items }: { items: readonly Checked[] }) {
  const t = useTranslations('proofs')
  const sorted = [...items].sort((a, b) => Number(a.ok) - Number(b.ok))
  const nameOf = (code: string) => {
    const key = `invariant.${code}`
    return t.has(key) ? t(key as 'invariant.stock.value') : code
  }
  return (
    <div className="overflow-x-auto border-t border-line-soft">
      <table className="list" aria-label={t('rule')}>
        <thead>
          <tr>
            <th scope="col">{t('rule')}</th>
            <th scope="col">{t('result')}</th>
            <th scope="col" data-align="right">
              {t('figure')}
            </th>
            <th scope="col">{t('first')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((item) => (
            <tr key={item.invariant}>
              <td data-frozen="">{nameOf(item.invariant)}</td>
              <td data-label={t('result')}>
                <DotBadge tone={item.ok ? 'green' : 'danger'}>{t(item.ok ? 'holds' : 'breaks')}</DotBadge>
              </td>
              <td data-label={t('figure')} data-align="right">
                {item.figure}
              </td>
              <td data-label={t('first')} className="font-mono text-xs">
                {item.firstRow ?? '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
