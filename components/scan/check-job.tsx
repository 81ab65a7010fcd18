'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ask } from '@/components/scan/ask'
import { Contents } from '@/components/scan/contents'
import { Desk } from '@/components/scan/desk'
import { PhotoBooth } from '@/components/scan/photo-booth'
import { useScans } from '@/components/scan/scan-shell'
import { useGoods } from '@/components/scan/use-goods'
import { useLabel } from '@/components/scan/use-label'
import { type Lot, useLot } from '@/components/scan/use-lot'
import { usePlace } from '@/components/scan/use-place'
import type { CartonView } from '@/lib/modules/warehouse/carton-schema'
import type { ParcelView } from '@/lib/modules/warehouse/schema'

/** The parcel's slip first, then every unit that goes in; the carton's label whenever it is at hand, `*P` for a photo, `*L` for the carrier's label. */
export function CheckJob() {
  const t = useTranslations('scan.check')
  const all = useTranslations('scan')
  const holds = useTranslations('orders.hold')
  const { refusalText } = useRefusalText()
  const { send, say, settled } = useScans()
  const goodsOf = useGoods()
  const lot = useLot(say)
  const label = useLabel()
  const [parcel, setParcel] = useState<ParcelView | null>(null)
  /** Its number, for whoever opens this page anew in the middle of it. */
  const [place, setPlace] = usePlace<string | null>('parcel', null)
  /** Packed just now: its carton and its photo may still come. */
  const [last, setLast] = useState<ParcelView | null>(null)
  const [booth, setBooth] = useState(false)
  const [cartons, setCartons] = useState<readonly CartonView[]>([])
  const read = useCallback((text: string) => ask<ParcelView>('parcel', { parcel: text }), [])
  useEffect(() => {
    void ask<{ items: CartonView[] }>('cartons', { active: '1', limit: 200 }).then(
      (outcome) => outcome.ok && setCartons(outcome.value.items),
    )
  }, [])
  useEffect(() => {
    if (place === null || parcel !== null || !settled) return
    void read(place).then((outcome) => {
      if (outcome.ok && !outcome.value.packedAt) return setParcel(outcome.value)
      if (!outcome.ok) say(false, refusalText(outcome.refusal))
      setPlace(null)
    })
  }, [place, parcel, settled, read, say, refusalText, setPlace])
  const at = parcel ?? last

  function leave() {
    setParcel(null)
    setPlace(null)
  }

  async function scanned(text: string, quantity: number) {
    if (label.asking) return label.take(text)
    if (lot.step) return lot.take(text)
    const carton = cartons.find(({ code }) => code === text.normalize('NFKC').toUpperCase())
    if (carton && at) return pack(at, carton)
    if (!parcel) return open(text)
    const goods = await goodsOf(text)
    const serials = goods && goods.serialMode !== 'none' ? quantity : 0
    return lot.ask({ serials }, (more) => check(parcel, { code: text, quantity, ...more }), text)
  }

  async function open(text: string) {
    const outcome = await read(text)
    if (!outcome.ok)
      return say(false, outcome.refusal.code === 'not_found' ? t('unknown') : refusalText(outcome.refusal))
    const { blockReason, number } = outcome.value
    if (blockReason) {
      const reason = holds.has(blockReason) ? holds(blockReason) : all('blockedByHand')
      return say(false, all('no.blocked', { parcel: number, reason }))
    }
    say(true, number)
    setLast(null)
    setParcel(outcome.value)
    setPlace(outcome.value.number)
  }

  async function pack(into: ParcelView, { code }: CartonView) {
    const answer = await send('carton', { parcel: into.number, carton: code })
    if (answer?.verdict === 'ok') await refresh(into)
  }

  async function refresh({ id, number }: ParcelView) {
    const outcome = await read(number)
    if (!outcome.ok) return
    if (parcel?.id === id) setParcel(outcome.value)
    else setLast(outcome.value)
  }

  /** Several batches lie at the packing place, or another one was read: its label decides. */
  async function check(into: ParcelView, unit: { code: string; quantity: number } & Lot): Promise<unknown> {
    const answer = await send('check', { parcel: into.number, ...unit })
    if (answer?.code === 'batch_needed' || answer?.code === 'wrong_batch')
      return lot.ask({ batch: true }, (more) => check(into, { ...unit, ...more }))
    if (answer?.done) {
      leave()
      setLast(into)
    } else await refresh(into)
  }

  function command(text: string) {
    if (lot.none(text)) return
    if (text === 'P' && at) return setBooth(true)
    if (text === 'L' && at) return label.print(at.number)
    say(false, all('pick.noCommand'))
  }

  if (booth && at)
    return (
      <PhotoBooth
        parcel={at}
        onEnd={(taken) => {
          setBooth(false)
          if (taken) void refresh(at)
        }}
      />
    )
  return (
    <Desk
      prompt={label.asking ? label.prompt : lot.step ? lot.prompt : parcel ? t('item') : t('parcel')}
      onScan={scanned}
      onCommand={command}
      onBack={label.asking ? label.drop : lot.step ? lot.drop : parcel ? leave : undefined}
      open={lot.step !== null || label.asking}
      ready={place === null || parcel !== null}
    >
      {at ? <Contents parcel={at} numbers={lot.steps} /> : null}
      {at ? <p className="text-base text-muted">{cartons.length > 0 ? t('cartonHelp') : t('photoHelp')}</p> : null}
    </Desk>
  )
}
