'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

type Camera = { video: RefObject<HTMLVideoElement | null>; state: 'opening' | 'open' | 'none' }

/** The device's camera in a video element, the one that looks away from the person where there are two; off when the page goes on. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<Camera['state']>('opening')
  useEffect(() => {
    let stream: MediaStream | undefined
    let left = false
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    async function open() {
      // Over plain http browsers withhold cameras.
      if (!navigator.mediaDevices) return setState('none')
      const asked = { video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } } }
      stream = await navigator.mediaDevices.getUserMedia(asked)
      if (left || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play()
      setState('open')
    }
    open().catch(() => setState(left ? 'opening' : 'none'))
    return () => {
      left = true
      stop()
    }
  }, [])
  return { video, state }
}
