'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ask } from '@/components/scan/ask'
import { Desk } from '@/components/scan/desk'
import { useScans } from '@/components/scan/scan-shell'
import { shownWaves, waveOf } from '@/components/scan/wave-of'
import type { WaveView } from '@/lib/modules/warehouse/schema'

/** Which wave: by its place in the list, or by the number on its paper. */
export function WaveChoice({ prompt, choose }: { prompt: string; choose(wave: WaveView): void }) {
  const t = useTranslations('scan.wave')
  const { say } = useScans()
  const [waves, setWaves] = useState<WaveView[] | null>(null)
  useEffect(() => {
    void ask<{ items: WaveView[] }>('waves', { open: '1', limit: 200 }).then((outcome) =>
      setWaves(outcome.ok ? outcome.value.items : []),
    )
  }, [])
  function scanned(text: string) {
    const wave = waveOf(waves ?? [], text)
    if (wave) choose(wave)
    else say(false, t('unknown'))
  }
  return (
    <Desk prompt={prompt} onScan={scanned} ready={waves !== null}>
      {waves?.length === 0 ? <p className="text-xl text-muted">{t('none')}</p> : null}
      <ol className="flex flex-col gap-2">
        {waves?.slice(0, shownWaves).map((wave, i) => (
          <li key={wave.id}>
            <button
              type="button"
              onClick={() => choose(wave)}
              className="flex w-full items-center gap-4 rounded-md border border-line bg-surface px-4 py-3 text-left text-xl hover:bg-hover"
            >
              <span className="flex size-10 shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-on-accent">
                {i + 1}
              </span>
              <span className="min-w-0 flex-1">
                <span className="font-mono">{wave.number}</span>{' '}
                <span className="text-muted">{t(`kind.${wave.kind}`)}</span>
              </span>
              <span className="tabular-nums">
                {wave.picked} / {wave.units}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Desk>
  )
}
