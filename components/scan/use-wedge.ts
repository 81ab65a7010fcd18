'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import type { Wedge } from '@/components/scan/wedge'

type Handlers = { onText(text: string): void; onBack(): void }

/** Fields in which somebody types something else. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (target.matches('input, textarea, select') && !(target as HTMLInputElement).readOnly))
  )
}

/**
 * A scanner is a keyboard: it types the code and ends with Enter or Tab. Keys are read from the whole page, so that no field must have the
 * focus and no input method opens. Answers what has been typed so far.
 */
export function useWedge(wedge: Wedge, { onText, onBack }: Handlers): string {
  const [typed, setTyped] = useState(wedge.typed)
  const handlers = useRef<Handlers>({ onText, onBack })
  useLayoutEffect(() => {
    handlers.current = { onText, onBack }
  })
  // With the page, not after it: whoever sees the next sentence may scan.
  useLayoutEffect(() => {
    setTyped(wedge.typed)
    function onKey(event: KeyboardEvent) {
      if (isTyping(event.target)) return
      const { own, text, back } = wedge.press(event, performance.now())
      if (own) event.preventDefault()
      setTyped(wedge.typed)
      if (text !== undefined) handlers.current.onText(text)
      if (back) handlers.current.onBack()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [wedge])
  return typed
}
