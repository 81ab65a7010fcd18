import { useTranslations } from 'next-intl'
import { DotBadge } from '@/components/ui/dot-badge'
import type { Tone } from '@/components/ui/tone'
import type { ProductStatus } from '@/lib/modules/catalog/states'

const looks: Record<ProductStatus, { tone: Tone; outline?: boolean; struck?: boolean }> = {
  draft: { tone: 'grey', outline: true },
  active: { tone: 'green' },
  discontinued: { tone: 'grey', struck: true },
}

export function ProductStatusBadge({ status }: { status: ProductStatus }) {
  const t = useTranslations('catalog.statuses')
  return <DotBadge {...looks[status]}>{t(status)}</DotBadge>
}
