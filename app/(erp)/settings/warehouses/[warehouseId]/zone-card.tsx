'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Section } from '@/components/layout/section'
import type { PlaceRights } from '@/components/settings/close-place'
import { PlaceStatus } from '@/components/settings/place-status'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { ZoneView } from '@/lib/modules/inventory/schema'
import { ZoneSheet } from './zone-sheet'

type Props = { warehouseId: string; zones: readonly ZoneView[]; rights: PlaceRights }

/** The zones of a warehouse: few, so they are all shown. */
export function ZoneCard({ warehouseId, zones, rights }: Props) {
  const t = useTranslations('places')
  const [open, setOpen] = useState<ZoneView | 'new' | null>(null)
  const sorted = [...zones].sort((a, b) => a.sequence - b.sequence)
  return (
    <Section
      title={t('warehouse.zones')}
      text={t('warehouse.zonesText')}
      aside={
        rights.create ? (
          <Button onClick={() => setOpen('new')}>
            <Plus />
            {t('warehouse.newZone')}
          </Button>
        ) : null
      }
    >
      {sorted.length === 0 ? (
        <p className="text-sm text-muted">{t('warehouse.noZones')}</p>
      ) : (
        <ul className="flex flex-wrap gap-2">
          {sorted.map((zone) => (
            <li key={zone.id}>
              <button
                type="button"
                onClick={() => setOpen(zone)}
                className="flex min-h-9 items-center gap-2 rounded-md border border-line bg-surface px-3 py-1.5 text-sm hover:bg-hover"
              >
                <span className="font-mono text-[0.93em] font-medium">{zone.code}</span>
                <span>{zone.name}</span>
                {zone.kind === 'defective' ? <Badge tone="orange">{t('bin.kinds.defective')}</Badge> : null}
                {zone.status === 'closed' ? (
                  <PlaceStatus status="closed">{t('warehouse.statuses.closed')}</PlaceStatus>
                ) : null}
              </button>
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <ZoneSheet
          key={open === 'new' ? 'new' : `${open.id} ${open.version}`}
          warehouseId={warehouseId}
          zone={open === 'new' ? null : open}
          rights={rights}
          onLeave={() => setOpen(null)}
        />
      ) : null}
    </Section>
  )
}
