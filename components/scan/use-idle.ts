'use client'

import { useEffect, useRef } from 'react'

const everyMs = 10_000

/**
 * Nobody has touched the device for so long: `over` is called once, as soon as nothing waits to be sent any more. `sign`: what is other
 * whenever something was scanned; a camera presses no keys.
 */
export function useIdle(minutes: number, sign: unknown, calm: boolean, over: () => void): void {
  const last = useRef(0)
  const handler = useRef({ calm, over })
  useEffect(() => {
    handler.current = { calm, over }
  })
  useEffect(() => {
    if (sign !== null) last.current = Date.now()
  }, [sign])
  useEffect(() => {
    let done = false
    const touched = () => {
      last.current = Date.now()
    }
    touched()
    const look = () => {
      if (done || !handler.current.calm || Date.now() - last.current < minutes * 60_000) return
      done = true
      handler.current.over()
    }
    const timer = setInterval(look, everyMs)
    for (const event of ['keydown', 'pointerdown']) window.addEventListener(event, touched)
    // A device that slept wakes up with the old name: it is looked at before anybody scans.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const event of ['keydown', 'pointerdown']) window.removeEventListener(event, touched)
      document.removeEventListener('visibilitychange', look)
    }
  }, [minutes])
}
