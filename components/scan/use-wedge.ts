'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import { isEnd, signOf } from '@/components/scan/key-text'
import { separator } from '@/lib/kernel/gs1'

/** A scanner that reads twice sends the same within this; a person scanning two equal things takes longer. */
const bounceMs = 300

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
export function useWedge({ onText, onBack }: Handlers): string {
  const [typed, setTyped] = useState('')
  const buffer = useRef('')
  const last = useRef({ text: '', at: 0 })
  const handlers = useRef<Handlers>({ onText, onBack })
  useLayoutEffect(() => {
    handlers.current = { onText, onBack }
  })
  // With the page, not after it: whoever sees the next sentence may scan.
  useLayoutEffect(() => {
    const set = (text: string) => {
      buffer.current = text
      setTyped(text)
    }
    function onKey(event: KeyboardEvent) {
      if (isTyping(event.target)) return
      // So scanners type what stands between the fields of a GS1 code.
      const between = event.ctrlKey && event.code === 'BracketRight'
      if (!between && (event.ctrlKey || event.metaKey || event.altKey)) return
      if (event.key === 'Escape') {
        if (buffer.current === '') handlers.current.onBack()
        set('')
        return
      }
      if (event.key === 'Backspace') return set(buffer.current.slice(0, -1))
      if (isEnd(event)) {
        const text = buffer.current.trim()
        // Enter and Tab alone belong to whoever goes through the page by keys.
        if (text === '') return
        event.preventDefault()
        set('')
        const now = performance.now()
        if (text === last.current.text && now - last.current.at < bounceMs) return
        last.current = { text, at: now }
        handlers.current.onText(text)
        return
      }
      const sign = between ? separator : signOf(event)
      if (sign === undefined || buffer.current.length >= 100) return
      event.preventDefault()
      set(buffer.current + sign)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return typed
}
