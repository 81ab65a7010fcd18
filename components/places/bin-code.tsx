import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'

type Props = { code: string; kind: 'sellable' | 'defective'; isDefault: boolean }

/** A bin as it stands on its label, and what is special about it. */
export function BinCode({ code, kind, isDefault }: Props) {
  const t = useTranslations('places.bin')
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className="font-mono text-[0.93em] font-medium">{code}</span>
      {isDefault ? <Badge tone="teal">{t('receiving')}</Badge> : null}
      {kind === 'defective' ? <Badge tone="orange">{t('kinds.defective')}</Badge> : null}
    </span>
  )
}
