'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { codeReader } from '@/components/scan/code-reader'
import { useCamera } from '@/components/scan/use-camera'

/** Between two looks at the picture. */
const pauseMs = 150
/** A code that stays in the picture is one scan; it counts anew when it has been away for so long. */
const awayMs = 1500

/** The camera as a scanner: hold a code before it. */
export function CameraScan({ onText }: { onText(text: string): void }) {
  const t = useTranslations('scan.camera')
  const { video, state } = useCamera()
  const handler = useRef(onText)
  useEffect(() => {
    handler.current = onText
  })
  useEffect(() => {
    if (state !== 'open') return
    let left = false
    let last = { text: '', at: 0 }
    async function watch() {
      const read = await codeReader()
      while (!left) {
        const text = video.current ? await read(video.current).catch(() => undefined) : undefined
        const now = performance.now()
        if (text !== undefined && !left) {
          const fresh = text !== last.text || now - last.at > awayMs
          last = { text, at: now }
          if (fresh) handler.current(text.trim())
        }
        await new Promise((done) => setTimeout(done, pauseMs))
      }
    }
    void watch()
    return () => {
      left = true
    }
  }, [state, video])
  if (state === 'none') return <p className="text-lg text-muted">{t('none')}</p>
  return (
    <div className="relative overflow-hidden rounded-md bg-sunken">
      <video ref={video} muted playsInline className="max-h-72 w-full object-cover" />
      <span aria-hidden="true" className="absolute inset-x-6 top-1/2 border-t-2 border-danger" />
    </div>
  )
}
