'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ask } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'
import { useLabel } from '@/components/scan/use-label'
import { useLot } from '@/components/scan/use-lot'
import { type CarrierCode, carriers } from '@/lib/kernel/carriers'
import type { ParcelView } from '@/lib/modules/warehouse/schema'

const carrierKey = 'caravan.carrier'

/** The carrier once, then each parcel: its slip and its label, which `*L` prints where it has none yet. */
export function ShipJob() {
  const t = useTranslations('scan.ship')
  const zh = useLocale() === 'zh-CN'
  const { send, say } = useScans()
  const lot = useLot(say)
  const label = useLabel()
  const [carrier, setCarrier] = useState<CarrierCode | null>(null)
  const [parcel, setParcel] = useState<string | null>(null)
  useEffect(() => {
    const known = carriers.find(([code]) => code === localStorage.getItem(carrierKey))
    if (known) setCarrier(known[0])
  }, [])
  const name = (code: CarrierCode | null) => {
    const found = carriers.find(([known]) => known === code)
    return found ? (zh ? found[1] : found[2]) : ''
  }
  function choose(code: CarrierCode | undefined) {
    if (!code) return say(false, t('unknownCarrier'))
    localStorage.setItem(carrierKey, code)
    setCarrier(code)
  }
  /** Numbers that were not read at the check are asked for here, SKU by SKU. */
  async function leave(label: { parcel: string; trackingNo: string; carrierCode: CarrierCode }) {
    const outcome = await ask<ParcelView>('parcel', { parcel: label.parcel })
    const open = (outcome.ok ? outcome.value.lines : []).filter(
      ({ serialMode, serials, quantity }) => serialMode !== 'none' && serials.length < quantity,
    )
    const next = (serials: { skuCode: string; numbers: string[] }[]) => {
      const line = open[serials.length]
      if (!line) return void send('ship', { ...label, serials })
      lot.ask({ serials: line.quantity }, ({ serials: numbers = [] }) =>
        next([...serials, { skuCode: line.skuCode, numbers }]),
      )
    }
    next([])
  }
  function command(text: string) {
    if (text === 'L' && parcel !== null && carrier !== null) return label.print(parcel, carrier)
    say(false, t('noCommand'))
  }
  function scanned(text: string) {
    if (label.asking) return label.take(text)
    if (carrier === null)
      return choose(carriers[Number(text) - 1]?.[0] ?? carriers.find(([code]) => code === text.toLowerCase())?.[0])
    if (lot.step) return lot.take(text)
    if (parcel === null) return setParcel(text)
    setParcel(null)
    return leave({ parcel, carrierCode: carrier, trackingNo: text })
  }
  const back = label.asking
    ? label.drop
    : lot.step
      ? lot.drop
      : parcel === null
        ? carrier === null
          ? undefined
          : () => setCarrier(null)
        : () => setParcel(null)
  return (
    <Desk
      prompt={
        label.asking
          ? label.prompt
          : lot.step
            ? lot.prompt
            : carrier === null
              ? t('carrier')
              : parcel === null
                ? t('parcel')
                : t('label')
      }
      onScan={scanned}
      onCommand={command}
      onBack={back}
      open={lot.step !== null || parcel !== null || label.asking}
    >
      <Steps steps={[name(carrier), parcel, ...lot.steps]} />
      {carrier === null ? (
        <ol className="grid grid-cols-2 gap-2 sm:grid-cols-3">
          {carriers.map(([code], i) => (
            <li key={code}>
              <button
                type="button"
                onClick={() => choose(code)}
                className="flex w-full items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 text-left text-lg hover:bg-hover"
              >
                <span className="w-7 text-right font-mono text-muted">{i + 1}</span>
                {name(code)}
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </Desk>
  )
}
