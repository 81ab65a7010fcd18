'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { Steps } from '@/components/scan/steps'
import { useLabel } from '@/components/scan/use-label'

const packagingKey = 'caravan.packaging'

/** The parcel, then what the scale says; `*B40` says what box and filling weigh, `*L` prints the parcel's label. */
export function WeighJob() {
  const t = useTranslations('scan.weigh')
  const { send, say } = useScans()
  const label = useLabel()
  /** Weighed just now: its label may still come. */
  const [last, setLast] = useState<string | null>(null)
  const [parcel, setParcel] = useState<string | null>(null)
  const [packagingG, setPackaging] = useState(0)
  useEffect(() => setPackaging(Number(localStorage.getItem(packagingKey)) || 0), [])
  function scanned(text: string) {
    if (label.asking) return label.take(text)
    if (parcel === null) return setParcel(text)
    const grams = gramsOf(text)
    if (grams === undefined) return say(false, t('bad'))
    setParcel(null)
    setLast(parcel)
    void send('weigh', { parcel, weightG: grams, packagingG })
  }
  function command(text: string) {
    const at = parcel ?? last
    if (text === 'L' && at !== null) return label.print(at)
    const grams = /^B(\d{1,5})$/.exec(text)?.[1]
    if (grams === undefined) return say(false, t('bad'))
    localStorage.setItem(packagingKey, grams)
    setPackaging(Number(grams))
    say(true, t('packaging', { grams: Number(grams) }))
  }
  return (
    <Desk
      prompt={label.asking ? label.prompt : parcel === null ? t('parcel') : t('weight')}
      onScan={scanned}
      onCommand={command}
      onBack={label.asking ? label.drop : parcel === null ? undefined : () => setParcel(null)}
      open={parcel !== null || label.asking}
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
