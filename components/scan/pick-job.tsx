'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ask, askUntil } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { GoodsPicture } from '@/components/scan/goods-picture'
import { useScans } from '@/components/scan/scan-shell'
import { useGoods } from '@/components/scan/use-goods'
import { type Lot, useLot } from '@/components/scan/use-lot'
import { usePlace } from '@/components/scan/use-place'
import { WaveChoice } from '@/components/scan/wave-choice'
import type { StopView, WaveView } from '@/lib/modules/warehouse/schema'
import type { Told } from '@/lib/platform/entrance/outcome'

export function PickJob() {
  const t = useTranslations('scan.pick')
  const [wave, setWave] = usePlace<WaveView | null>('wave', null)
  if (!wave) return <WaveChoice prompt={t('wave')} choose={setWave} />
  return <Pick wave={wave} back={() => setWave(null)} />
}

const rest = (stop: StopView) => stop.quantity - stop.picked

/** What becomes of units that are not in their bin. */
const shortBy = { S: 'other_bin', D: 'wait', H: 'other_warehouse' } as const

type Unit = Record<string, unknown> & Lot & { outOfTurn?: boolean }

/** Bin after bin in the sequence of the route: first the bin is scanned, then each unit out of it. */
function Pick({ wave, back }: { wave: WaveView; back(): void }) {
  const t = useTranslations('scan.pick')
  const all = useTranslations('scan')
  const { refusalText } = useRefusalText()
  const zh = useLocale() === 'zh-CN'
  const { send, say, settled } = useScans()
  const [stops, setStops] = useState<StopView[] | null>(null)
  const [at, setAt] = usePlace<string | null>('bin', null)
  const [chosen, setChosen] = usePlace<string | null>('parcel', null)
  const goodsOf = useGoods()
  const lot = useLot(say)
  /** What is in hand while its batch is asked for. */
  const [turn, setTurn] = useState<Unit | null>(null)
  const [places, setPlaces] = useState<{ slot: number; quantity: number }[]>([])
  const read = useCallback(async () => {
    const outcome = await ask<{ stops: StopView[] }>('route', { waveId: wave.id })
    if (outcome.ok) setStops(outcome.value.stops)
  }, [wave.id])
  const begin = useRef({ missed: () => {}, refused: (_: Told) => {} })
  useEffect(() => {
    begin.current = {
      missed: () => say(false, all('offline')),
      refused(refusal) {
        say(false, refusalText(refusal))
        back()
      },
    }
  })
  useEffect(() => {
    if (!settled) return
    let here = true
    const asked = { wanted: () => here, missed: () => begin.current.missed() }
    void askUntil<{ stops: StopView[] }>('route', { waveId: wave.id }, asked).then((outcome) => {
      if (outcome?.ok) setStops(outcome.value.stops)
      else if (outcome) begin.current.refused(outcome.refusal)
    })
    return () => {
      here = false
    }
  }, [settled, wave.id])

  const open = stops?.filter((stop) => rest(stop) > 0 && !stop.blocked) ?? []
  // Picking by order: what is open of one parcel alone, until it has all; another one is begun by scanning its slip.
  const begun = open.find((one) => one.parcels[0]?.parcel === chosen) ?? open[0]
  const parcel = wave.kind === 'by_order' ? begun?.parcels[0] : undefined
  const way = parcel ? open.filter((one) => one.parcels[0]?.fulfilmentId === parcel.fulfilmentId) : open
  const stop = way.find((one) => one.binCode === at) ?? way[0]
  const here = stop !== undefined && stop.binCode === at
  const only = parcel && { fulfilmentId: parcel.fulfilmentId }

  async function scanned(text: string, quantity: number) {
    if (!stop) return
    if (lot.step) return lot.take(text)
    const read = text.normalize('NFKC').toUpperCase()
    const bin = way.find((one) => one.binCode === read)
    if (bin) {
      setPlaces([])
      return setAt(bin.binCode)
    }
    if (parcel && open.some((one) => one.parcels[0]?.parcel === read)) {
      setAt(null)
      return setChosen(read)
    }
    if (!here) return say(false, t('binFirst', { bin: stop.binCode }))
    const unit = { waveId: wave.id, binCode: stop.binCode, code: text, quantity, ...only }
    if (!stop.batchTracked || (await goodsOf(text))?.skuCode !== stop.skuCode) return pick(unit)
    setTurn(unit)
    return lot.ask({ batch: true }, (more) => pick({ ...unit, ...more }), text)
  }

  /** A batch that is not the right one is put back and the next one scanned; the goods in hand stay the same. */
  async function pick(unit: Unit) {
    const answer = await send('pick', unit)
    const again = answer?.code === 'wrong_batch' || answer?.code === 'later_batch'
    if (again) lot.ask({ batch: true }, (more) => pick({ ...unit, ...more, outOfTurn: false }))
    setTurn(again ? unit : null)
    setPlaces(answer?.places ?? [])
    await read()
  }

  async function command(text: string) {
    if (lot.none(text)) return
    // Another batch than the one whose turn it is, on purpose.
    if (text === 'A' && lot.step && turn?.batchNo) {
      lot.drop()
      return pick({ ...turn, outOfTurn: true })
    }
    const how = shortBy[text as keyof typeof shortBy]
    if (!how || !stop || !here) return say(false, t('noCommand'))
    const missing = { waveId: wave.id, binCode: stop.binCode, code: stop.skuCode, missing: rest(stop), ...only }
    await send('short', { ...missing, rest: how })
    await read()
  }

  const nameOf = (one: StopView) => (zh ? one.name : one.nameEn || one.name)
  const turnOf = ({ batches: [first] }: StopView) =>
    first ? t(first.expiresOn ? 'batchUntil' : 'batch', { batch: first.batchNo, day: first.expiresOn ?? '' }) : ''
  const picked = stops?.reduce((sum, one) => sum + one.picked, 0) ?? 0
  const units = stops?.reduce((sum, one) => sum + one.quantity, 0) ?? 0
  const prompt = lot.step
    ? lot.prompt
    : !stops
      ? t('loading')
      : !stop
        ? t('done')
        : here
          ? t('item', { count: rest(stop) })
          : t('bin')
  return (
    <Desk
      prompt={prompt}
      onScan={scanned}
      onBack={lot.step ? lot.drop : back}
      onCommand={command}
      ready={stops !== null}
      open={lot.step !== null}
    >
      <p className="text-lg text-muted tabular-nums">{t('progress', { number: wave.number, picked, units })}</p>
      {parcel ? (
        <p className="flex flex-wrap items-center gap-3 text-2xl">
          <span className="inline-flex min-w-16 justify-center rounded-md bg-accent px-3 py-1 text-4xl font-semibold text-on-accent tabular-nums">
            {parcel.slot}
          </span>
          <span className="font-mono break-all">{parcel.parcel}</span>
        </p>
      ) : null}
      {stop ? (
        <section className="grid gap-4 rounded-md border border-line bg-surface p-4 sm:grid-cols-[1fr_auto]">
          <div className="min-w-0">
            <p className="font-mono text-5xl font-semibold break-all">{stop.binCode}</p>
            <div className="mt-2 flex items-start gap-4">
              <GoodsPicture picture={stop.picture} name={nameOf(stop)} className="size-28 shrink-0" />
              <div className="min-w-0">
                <p className="text-2xl">{nameOf(stop)}</p>
                <p className="font-mono text-xl text-muted break-all">{stop.skuCode}</p>
                {stop.batchTracked ? <p className="mt-1 text-xl">{turnOf(stop)}</p> : null}
              </div>
            </div>
          </div>
          <p className="self-center text-7xl font-semibold tabular-nums">{rest(stop)}</p>
        </section>
      ) : null}
      {wave.kind === 'cart' && places.length > 0 ? (
        <p className="text-2xl">
          {t('slots')}{' '}
          {places.map((place) => (
            <span
              key={place.slot}
              className="mr-2 inline-flex min-w-16 justify-center rounded-md bg-accent px-3 py-1 text-4xl font-semibold text-on-accent"
            >
              {place.slot}
            </span>
          ))}
        </p>
      ) : null}
      {here ? <p className="text-base text-muted">{t('short')}</p> : null}
    </Desk>
  )
}
