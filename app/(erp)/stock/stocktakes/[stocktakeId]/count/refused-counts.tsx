import { useTranslations } from 'next-intl'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import type { QueueState } from './count-queue'

type Props = {
  counts: QueueState['refused']
  lines: readonly StocktakeLineView[]
  retry(id: string): void
  remove(id: string): void
}

/** What was counted and not accepted: whoever counted it says what becomes of it. */
export function RefusedCounts({ counts, lines, retry, remove }: Props) {
  const t = useTranslations('stocktakes.counting')
  const { refusalText, fieldText } = useRefusalText()
  if (counts.length === 0) return null
  return (
    <AlertBox kind="danger" title={t('refused', { count: counts.length })}>
      <ul className="flex flex-col gap-2">
        {counts.map(({ id, lineId, skuCode, binCode, counted, refusal }) => {
          const line = lines.find((one) => one.id === lineId)
          const [error] = refusal.errors ?? []
          return (
            <li key={id} className="flex flex-wrap items-center gap-2">
              <span className="font-mono">
                {line?.binCode ?? binCode} · {line?.skuCode ?? skuCode} × {counted}
              </span>
              <span className="min-w-0 flex-1">{error ? fieldText(error.code) : refusalText(refusal)}</span>
              <Button onClick={() => retry(id)}>{t('retry')}</Button>
              <Button onClick={() => remove(id)}>{t('remove')}</Button>
            </li>
          )
        })}
      </ul>
    </AlertBox>
  )
}
