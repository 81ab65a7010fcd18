'use client'

import { Camera, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useLayoutEffect, useState } from 'react'
import { sendForm } from '@/components/exchange/send-form'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useScans } from '@/components/scan/scan-shell'
import { useCamera } from '@/components/scan/use-camera'
import { useWedge } from '@/components/scan/use-wedge'
import { Button } from '@/components/ui/button'
import type { ParcelView } from '@/lib/modules/warehouse/schema'

type Props = { parcel: Pick<ParcelView, 'id' | 'number'>; onEnd(taken: boolean): void }

/** A photo of the open parcel, by a key or a touch; from a file where there is no camera. */
export function PhotoBooth({ parcel, onEnd }: Props) {
  const t = useTranslations('scan.photo')
  const { say, wedge } = useScans()
  const { refusalText } = useRefusalText()
  const { video, state } = useCamera()
  const [busy, setBusy] = useState(false)
  const input = useId()
  // What opened the booth takes the picture, as soon as the page offers to.
  useLayoutEffect(() => {
    if (state === 'open') wedge.begin()
  }, [state, wedge])
  useWedge(wedge, { onText: (text) => void (/^(\*P|1)$/i.test(text) && shoot()), onBack: () => onEnd(false) })

  async function shoot() {
    const { current: seen } = video
    if (!seen || state !== 'open' || busy) return
    const canvas = document.createElement('canvas')
    canvas.width = seen.videoWidth
    canvas.height = seen.videoHeight
    canvas.getContext('2d')?.drawImage(seen, 0, 0)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    if (!blob) return say(false, t('failed'))
    await keep(new File([blob], `${parcel.number}.jpg`, { type: 'image/jpeg' }))
  }

  async function keep(file: File | undefined) {
    if (!file) return
    setBusy(true)
    const sent = await sendForm(`/scan/files/fulfilments/${parcel.id}/photos`, {}, file)
    setBusy(false)
    if (sent.ok) say(true, t('taken', { parcel: parcel.number }))
    else say(false, sent.refusal && !sent.refusal.errors ? refusalText(sent.refusal) : t('failed'))
    if (sent.ok) onEnd(true)
  }

  return (
    <main className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 px-4 py-5">
      <h1 className="text-3xl leading-snug font-semibold text-balance">{t('title', { parcel: parcel.number })}</h1>
      {state === 'none' ? (
        <p className="text-xl text-muted">{t('none')}</p>
      ) : (
        // The camera's own picture: nobody speaks in it.
        <video ref={video} muted playsInline className="aspect-video w-full rounded-md bg-sunken object-contain" />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button size="lg" variant="primary" disabled={state !== 'open'} pending={busy} onClick={() => void shoot()}>
          <Camera />
          {t('shoot')}
        </Button>
        <label
          htmlFor={input}
          className="inline-flex h-10 cursor-pointer items-center rounded-md border border-line px-4 focus-within:outline-2 focus-within:outline-(--focus) hover:bg-hover"
        >
          <input
            id={input}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            className="sr-only"
            disabled={busy}
            onChange={(event) => void keep(event.target.files?.[0])}
          />
          {t('file')}
        </label>
        <Button size="lg" onClick={() => onEnd(false)}>
          <X />
          {t('back')}
        </Button>
      </div>
      <p className="mt-auto text-sm text-muted">{t('keys')}</p>
    </main>
  )
}
