import { useTranslations } from 'next-intl'
import { AlertBox } from '@/components/ui/alert-box'
import type { PrintAnswer } from '@/lib/modules/prints/schema'

/** Each paper that did not come, with its reason; the characters that no font has are shown as they are. */
export function RefusedPapers({ rows }: { rows: PrintAnswer['refused'] }) {
  const t = useTranslations('prints')
  return (
    <AlertBox kind="danger" title={t('dialog.refused', { count: rows.length })}>
      <ul className="mt-1 max-h-60 overflow-y-auto">
        {rows.map((row) => (
          <li key={`${row.id} ${row.index}`} className="flex flex-wrap gap-x-2">
            <span className="font-mono">{row.reference ?? '—'}</span>
            <span>{t(`refused.${row.code}`, { characters: row.characters.join(' ') })}</span>
          </li>
        ))}
      </ul>
    </AlertBox>
  )
}
