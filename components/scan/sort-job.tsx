'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { usePlace } from '@/components/scan/use-place'
import { WaveChoice } from '@/components/scan/wave-choice'
import type { ScanAnswer, WaveView } from '@/lib/modules/warehouse/schema'

/** Scan a unit, put it where the number says. */
export function SortJob() {
  const t = useTranslations('scan.sort')
  const { send } = useScans()
  const [wave, setWave] = usePlace<WaveView | null>('wave', null)
  const [places, setPlaces] = useState<ScanAnswer['places']>([])
  if (!wave) return <WaveChoice prompt={t('wave')} choose={setWave} />
  return (
    <Desk
      prompt={t('item')}
      onBack={() => setWave(null)}
      onScan={async (code, quantity) =>
        setPlaces((await send('sort', { waveId: wave.id, code, quantity }))?.places ?? [])
      }
    >
      <ul className="flex flex-wrap gap-3">
        {places.map((place) => (
          <li key={place.parcel} className="rounded-md bg-accent px-6 py-3 text-on-accent">
            <p className="text-8xl font-semibold tabular-nums">{place.slot}</p>
            <p className="text-xl">
              × {place.quantity} · <span className="font-mono">{place.parcel}</span>
            </p>
          </li>
        ))}
      </ul>
    </Desk>
  )
}
