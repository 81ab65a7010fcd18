'use client'

import { useTranslations } from 'next-intl'
import type { ActionResult } from '@/components/form/action-result'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { SkuView } from '@/lib/modules/catalog/schema'
import { TrackingSheet } from './tracking-sheet'

type Props = { skus: readonly SkuView[]; save: ((input: unknown) => Promise<ActionResult<SkuView>>) | null }

/** The SKUs of a product with what each asks for beside a quantity; bundles lie nowhere and ask for nothing. */
export function TrackingCard({ skus, save }: Props) {
  const t = useTranslations('batches.track')
  const own = skus.filter((sku) => !sku.bundle && sku.status === 'active')
  if (own.length === 0) return null
  return (
    <Card title={t('card')}>
      <p className="mb-2 text-sm text-muted">{t('cardText')}</p>
      <ul className="text-sm">
        {own.map((sku) => (
          <li key={sku.id} className="flex flex-wrap items-center gap-2 border-b border-line-soft py-2 last:border-0">
            <span className="min-w-40 font-mono font-medium">{sku.code}</span>
            <span className="flex flex-1 flex-wrap gap-1.5">
              {sku.batchTracked ? <Badge tone="teal">{t('batchOn')}</Badge> : null}
              {sku.serialMode === 'none' ? null : <Badge tone="violet">{t(`serialModes.${sku.serialMode}`)}</Badge>}
              {!sku.batchTracked && sku.serialMode === 'none' ? <span className="text-muted">{t('off')}</span> : null}
            </span>
            {save ? <TrackingSheet sku={sku} save={save} label={t('change')} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
