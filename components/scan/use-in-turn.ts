'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * Scans are worked on one after the other, each by the page as the one before has left it: who scans faster than the server answers
 * loses nothing, and no scan is taken for another step. `drop` forgets those that still wait.
 */
export function useInTurn(work: (text: string) => unknown): { take(text: string): void; drop(): void } {
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const busy = useRef(false)
  useEffect(() => {
    const [text] = waiting
    if (text === undefined || busy.current) return
    busy.current = true
    void (async () => work(text))()
      // What went wrong was said where it went wrong.
      .catch(() => undefined)
      .finally(() => {
        busy.current = false
        setWaiting((rest) => rest.slice(1))
      })
  })
  return {
    take: (text) => setWaiting((all) => [...all, text]),
    drop: () => setWaiting((all) => all.slice(0, busy.current ? 1 : 0)),
  }
}
