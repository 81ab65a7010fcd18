'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ask } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'
import { cn } from '@/components/ui/cn'
import { type CarrierCode, carriers } from '@/lib/kernel/carriers'
import type { ParcelView } from '@/lib/modules/warehouse/schema'

/** The parcel's slip first, then every unit that goes in. */
export function CheckJob() {
  const t = useTranslations('scan.check')
  const blocked = useTranslations('scan')
  const holds = useTranslations('orders.hold')
  const { refusalText } = useRefusalText()
  const { send, say } = useScans()
  const [parcel, setParcel] = useState<ParcelView | null>(null)
  const read = useCallback((text: string) => ask<ParcelView>('parcel', { parcel: text }), [])
  async function scanned(text: string, quantity: number) {
    if (!parcel) {
      const outcome = await read(text)
      if (!outcome.ok)
        return say(false, outcome.refusal.code === 'not_found' ? t('unknown') : refusalText(outcome.refusal))
      const { blockReason, number } = outcome.value
      if (blockReason) {
        const reason = holds.has(blockReason) ? holds(blockReason) : blocked('blockedByHand')
        return say(false, blocked('no.blocked', { parcel: number, reason }))
      }
      say(true, number)
      return setParcel(outcome.value)
    }
    const answer = await send('check', { parcel: parcel.number, code: text, quantity })
    if (answer?.done) return setParcel(null)
    const outcome = await read(parcel.number)
    if (outcome.ok) setParcel(outcome.value)
  }
  return (
    <Desk
      prompt={parcel ? t('item') : t('parcel')}
      onScan={scanned}
      onBack={parcel ? () => setParcel(null) : undefined}
    >
      {parcel ? <Contents parcel={parcel} /> : null}
    </Desk>
  )
}

function Contents({ parcel }: { parcel: ParcelView }) {
  const zh = useLocale() === 'zh-CN'
  return (
    <section className="flex flex-col gap-2">
      <Steps steps={[parcel.number]} />
      <ul className="flex flex-col gap-2">
        {parcel.lines.map((line) => (
          <li
            key={line.skuCode}
            className={cn(
              'flex items-center gap-4 rounded-md border px-4 py-3',
              line.checked === line.quantity ? 'border-green-line bg-green-soft text-green-text' : 'border-line',
            )}
          >
            <span className="min-w-0 flex-1">
              <span className="block text-xl">{zh ? line.name : line.nameEn || line.name}</span>
              <span className="block font-mono text-base break-all">{line.skuCode}</span>
            </span>
            <span className="text-4xl font-semibold tabular-nums">
              {line.checked} / {line.quantity}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const packagingKey = 'caravan.packaging'

/** The parcel, then what the scale says; `*B40` says what box and filling weigh. */
export function WeighJob() {
  const t = useTranslations('scan.weigh')
  const { send, say } = useScans()
  const [parcel, setParcel] = useState<string | null>(null)
  const [packagingG, setPackaging] = useState(0)
  useEffect(() => setPackaging(Number(localStorage.getItem(packagingKey)) || 0), [])
  function scanned(text: string) {
    if (parcel === null) return setParcel(text)
    const grams = gramsOf(text)
    if (grams === undefined) return say(false, t('bad'))
    setParcel(null)
    void send('weigh', { parcel, weightG: grams, packagingG })
  }
  function command(text: string) {
    const grams = /^B(\d{1,5})$/.exec(text)?.[1]
    if (grams === undefined) return say(false, t('bad'))
    localStorage.setItem(packagingKey, grams)
    setPackaging(Number(grams))
    say(true, t('packaging', { grams: Number(grams) }))
  }
  return (
    <Desk
      prompt={parcel === null ? t('parcel') : t('weight')}
      onScan={scanned}
      onCommand={command}
      onBack={parcel === null ? undefined : () => setParcel(null)}
    >
      <Steps steps={[parcel]} />
      <p className="text-base text-muted">{t('packaging', { grams: packagingG })}</p>
    </Desk>
  )
}

/** A scale writes grams, or kilograms with a unit or a point: 540, 540g, 0.54kg, 0.540. */
function gramsOf(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(kg|g)?$/i.exec(text) ?? []
  if (digits === '') return undefined
  const kilograms = unit.toLowerCase() === 'kg' || (unit === '' && digits.includes('.'))
  const grams = Math.round(Number(digits) * (kilograms ? 1000 : 1))
  return grams > 0 && grams <= 200_000 ? grams : undefined
}

const carrierKey = 'caravan.carrier'

/** The carrier once, then each parcel: its slip and its label. */
export function ShipJob() {
  const t = useTranslations('scan.ship')
  const zh = useLocale() === 'zh-CN'
  const { send, say } = useScans()
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
  function scanned(text: string) {
    if (carrier === null)
      return choose(carriers[Number(text) - 1]?.[0] ?? carriers.find(([code]) => code === text.toLowerCase())?.[0])
    if (parcel === null) return setParcel(text)
    setParcel(null)
    void send('ship', { parcel, carrierCode: carrier, trackingNo: text })
  }
  const back = parcel === null ? (carrier === null ? undefined : () => setCarrier(null)) : () => setParcel(null)
  return (
    <Desk
      prompt={carrier === null ? t('carrier') : parcel === null ? t('parcel') : t('label')}
      onScan={scanned}
      onBack={back}
    >
      <Steps steps={[name(carrier), parcel]} />
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
