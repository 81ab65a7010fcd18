'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { WaveChoice } from '@/components/scan/wave-choice'
import type { StopView, WaveView } from '@/lib/modules/warehouse/schema'

export function PickJob() {
  const t = useTranslations('scan.pick')
  const [wave, setWave] = useState<WaveView | null>(null)
  if (!wave) return <WaveChoice prompt={t('wave')} choose={setWave} />
  return <Pick wave={wave} back={() => setWave(null)} />
}

const rest = (stop: StopView) => stop.quantity - stop.picked

/** Bin after bin in the sequence of the route: first the bin is scanned, then each unit out of it. */
function Pick({ wave, back }: { wave: WaveView; back(): void }) {
  const t = useTranslations('scan.pick')
  const zh = useLocale() === 'zh-CN'
  const { send, say } = useScans()
  const [stops, setStops] = useState<StopView[] | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const [places, setPlaces] = useState<{ slot: number; quantity: number }[]>([])
  const read = useCallback(async () => {
    const outcome = await ask<{ stops: StopView[] }>('route', { waveId: wave.id })
    if (outcome.ok) setStops(outcome.value.stops)
  }, [wave.id])
  useEffect(() => void read(), [read])

  const open = stops?.filter((stop) => rest(stop) > 0 && !stop.blocked) ?? []
  const stop = open.find((one) => one.binCode === at) ?? open[0]
  const here = stop !== undefined && stop.binCode === at

  async function scanned(text: string, quantity: number) {
    if (!stop) return
    const bin = open.find((one) => one.binCode === text.normalize('NFKC').toUpperCase())
    if (bin) {
      setPlaces([])
      return setAt(bin.binCode)
    }
    if (!here) return say(false, t('binFirst', { bin: stop.binCode }))
    const [only] = wave.kind === 'by_order' ? stop.parcels : []
    const answer = await send('pick', {
      ...{ waveId: wave.id, binCode: stop.binCode, code: text, quantity },
      ...(only && { fulfilmentId: only.fulfilmentId }),
    })
    setPlaces(answer?.places ?? [])
    await read()
  }

  async function command(text: string) {
    if (text !== 'S' || !stop || !here) return say(false, t('noCommand'))
    await send('short', { waveId: wave.id, binCode: stop.binCode, code: stop.skuCode, missing: rest(stop) })
    await read()
  }

  const picked = stops?.reduce((sum, one) => sum + one.picked, 0) ?? 0
  const units = stops?.reduce((sum, one) => sum + one.quantity, 0) ?? 0
  const prompt = !stops ? t('loading') : !stop ? t('done') : here ? t('item', { count: rest(stop) }) : t('bin')
  return (
    <Desk prompt={prompt} onScan={scanned} onBack={back} onCommand={command}>
      <p className="text-lg text-muted tabular-nums">{t('progress', { number: wave.number, picked, units })}</p>
      {stop ? (
        <section className="grid gap-4 rounded-md border border-line bg-surface p-4 sm:grid-cols-[1fr_auto]">
          <div className="min-w-0">
            <p className="font-mono text-5xl font-semibold break-all">{stop.binCode}</p>
            <p className="mt-2 text-2xl">{zh ? stop.name : stop.nameEn || stop.name}</p>
            <p className="font-mono text-xl text-muted break-all">{stop.skuCode}</p>
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
