'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useScans } from '@/components/scan/scan-shell'

type How = {
  /** The page knows enough to work: until then scans wait. */
  ready: boolean
  /** Something is in hand that more scans belong to. */
  open: boolean
}

/**
 * Scans are worked on one after the other, each by the page as the one before has left it: who scans faster than the server answers
 * loses nothing, and no scan is taken for another step. They lie on the device until then. Answers what takes one more.
 */
export function useInTurn(work: (text: string) => unknown, { ready, open }: How): (text: string) => void {
  const t = useTranslations('scan')
  const { turns, settled, say } = useScans()
  // Pages find the place where they were left in their first effects.
  const [found, setFound] = useState(false)
  useSyncExternalStore(turns.subscribe, turns.changes, () => 0)
  // What a scan has changed on the page is there before the next one begins, and before anybody asks whether something is in hand: its
  // end is told by the page's own state, after everything it set.
  const over = useRef(false)
  const current = useRef<typeof turns | null>(null)
  const [ended, setEnded] = useState(0)
  const told = useRef(0)
  useEffect(() => {
    current.current = turns
    setFound(true)
    return () => {
      current.current = null
      if (over.current) turns.end()
      over.current = false
      turns.whole()
    }
  }, [turns])
  useEffect(() => {
    if (told.current !== ended) {
      told.current = ended
      if (over.current) turns.end()
      over.current = false
    }
    if (!found || !settled || !ready || turns.busy) return
    if (!open) turns.whole()
    const text = turns.begin()
    if (text === undefined) return
    void (async () => work(text))()
      .catch(() => say(false, t('failed')))
      .finally(() => {
        // The page has gone on to another job meanwhile.
        if (current.current !== turns) return turns.end()
        over.current = true
        setEnded((n) => n + 1)
      })
  })
  return useCallback(
    (text) => {
      try {
        turns.add(text)
      } catch {
        say(false, t('notKept'))
      }
    },
    [turns, say, t],
  )
}
