import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'

type Props = { code: string; kind: 'sellable' | 'defective'; isDefault: boolean; isStaging?: boolean }

/** A bin as it stands on its label, and what is special about it. */
export function BinCode({ code, kind, isDefault, isStaging = false }: Props) {
  const t = useTranslations('places.bin')
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className="font-mono text-[0.93em] font-medium">{code}</span>
      {isStaging ? <Badge tone="blue">{t('packing')}</Badge> : null}
      {isDefault ? <Badge tone="teal">{t('receiving')}</Badge> : null}
      {kind === 'defective' ? <Badge tone="orange">{t('kinds.defective')}</Badge> : null}
    </span>
  )
}
