'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import type { StationView } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { stations: readonly StationView[]; bind(input: unknown): Promise<Outcome<null>> }

/** Which station this device is from now on. */
export function BindList({ stations, bind }: Props) {
  const t = useTranslations('scan.bind')
  const { refusalText } = useRefusalText()
  const router = useRouter()
  const [busy, setBusy] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  async function choose(stationId: string) {
    setBusy(stationId)
    const outcome = await bind({ stationId })
    setBusy(null)
    if (!outcome.ok) return setWrong(refusalText(outcome.refusal))
    router.push('/scan')
    router.refresh()
  }
  return (
    <div className="flex flex-col gap-3">
      {wrong ? <AlertBox kind="danger" title={wrong} /> : null}
      {stations.length === 0 ? <p className="text-muted">{t('none')}</p> : null}
      <ul className="flex flex-col gap-2">
        {stations.map((station) => (
          <li key={station.id} className="flex items-center gap-3 rounded-md border border-line px-4 py-3">
            <span className="min-w-0 flex-1">
              <span className="block text-lg font-semibold">{station.name}</span>
              <span className="block text-sm text-muted">
                {station.warehouseCode}
                {station.boundAt ? ` · ${t('taken')}` : ''}
              </span>
            </span>
            <Button
              variant="primary"
              size="lg"
              pending={busy === station.id}
              aria-label={t('bindTo', { station: station.name })}
              onClick={() => choose(station.id)}
            >
              {t('bind')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
