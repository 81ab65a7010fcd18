'use client'

import { Camera, CameraOff, CornerDownLeft } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

// Its decoder is large, and most stations have a scanner.
const CameraScan = dynamic(() => import('@/components/scan/camera-scan').then((module) => module.CameraScan), {
  ssr: false,
})

const kept = 'caravan.camera'

/** For devices without a scanner or keys, like a phone: its camera reads codes, and what has none is typed. */
export function ByHand({ onText, secret = false }: { onText(text: string): void; secret?: boolean }) {
  const t = useTranslations('scan.camera')
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  // Whoever works by camera does so for a while: it is open again on the next job.
  useEffect(() => setOpen(localStorage.getItem(kept) === 'open'), [])
  function turn() {
    localStorage.setItem(kept, open ? '' : 'open')
    setOpen(!open)
  }
  return (
    <section className="flex flex-col gap-3">
      {open ? <CameraScan onText={onText} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={turn} aria-pressed={open}>
          {open ? <CameraOff /> : <Camera />}
          {t(open ? 'close' : 'open')}
        </Button>
        <form
          className="hidden min-w-0 flex-1 items-center gap-2 pointer-coarse:flex"
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '') onText(text.trim())
            setText('')
          }}
        >
          <Input
            aria-label={t('type')}
            placeholder={t('type')}
            type={secret ? 'password' : 'text'}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={100}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" aria-label={t('enter')}>
            <CornerDownLeft />
          </Button>
        </form>
      </div>
    </section>
  )
}
