'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { meansLetter } from './typing'

/** G and then a letter goes to a page. */
export const GO_KEYS: Readonly<Record<string, string>> = {
  d: '/dashboard',
  o: '/orders',
  c: '/orders/calls',
  s: '/shipping',
  p: '/products',
  k: '/stock',
  r: '/reports/sales',
}

const waitMs = 1200

/** Keys that work on every page. None fires while somebody writes or an input method composes. */
export function useFrameKeys(mayGo: (href: string) => boolean, onHelp: () => void) {
  const router = useRouter()
  const going = useRef(0)
  const work = useEffectEvent((event: KeyboardEvent) => {
    if (meansLetter(event)) return
    if (event.key === '?') {
      event.preventDefault()
      return onHelp()
    }
    if (event.key === '/') {
      const search = document.querySelector<HTMLInputElement>('main input[type="search"]')
      if (!search) return
      event.preventDefault()
      search.focus()
      return search.select()
    }
    const key = event.key.toLowerCase()
    const href = GO_KEYS[key]
    if (href && event.timeStamp - going.current < waitMs && mayGo(href)) {
      // In front of the list's own keys: G K is not "one row up".
      event.preventDefault()
      event.stopImmediatePropagation()
      router.push(href)
    }
    going.current = key === 'g' ? event.timeStamp : 0
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => work(event)
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
