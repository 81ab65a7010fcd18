import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { MovementView } from '@/lib/modules/inventory/schema'

const tones: Record<MovementView['reason'], Tone> = {
  receipt: 'green',
  shipment: 'teal',
  unship: 'orange',
  transfer_out: 'blue',
  transfer_in: 'blue',
  adjustment: 'grey',
  stocktake: 'grey',
  return: 'violet',
  scrap: 'danger',
  assembly: 'grey',
  move: 'grey',
}

export function ReasonBadge({ reason }: { reason: MovementView['reason'] }) {
  const t = useTranslations('stock.reasons')
  return <Badge tone={tones[reason]}>{t(reason)}</Badge>
}
