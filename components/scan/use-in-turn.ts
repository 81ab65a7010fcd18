'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
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
  useEffect(() => {
    setFound(true)
    return () => turns.whole()
  }, [turns])
  useEffect(() => {
    if (!found || !settled || !ready || turns.busy) return
    if (!open) turns.whole()
    const text = turns.begin()
    if (text === undefined) return
    void (async () => work(text))()
      .catch(() => say(false, t('failed')))
      .finally(() => turns.end())
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
