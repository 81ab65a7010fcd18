'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { toast } from '@/components/ui/toast'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import { countStocktakeAction } from '../../../actions'

export type Counted = {
  id: string
  counted: number
  countedAt?: string
  lineId?: string
  skuCode?: string
  binCode?: string
  batchNo?: string
}

function readQueue(key: string): Counted[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/**
 * Counts are kept on the device until the server has them: each has an id of its own, so that one that is sent twice is one count.
 * Only what had to wait carries the moment of counting; the rest is counted when it is saved.
 */
export function useCountQueue(stocktakeId: string, onSaved: (lines: readonly StocktakeLineView[]) => void) {
  const key = `caravan.counts:${stocktakeId}`
  const [waiting, setWaiting] = useState(0)
  const { refusalText, fieldText } = useRefusalText()
  const turn = useRef<Promise<void>>(Promise.resolve())

  const keep = useCallback(
    (queue: readonly Counted[]) => {
      localStorage.setItem(key, JSON.stringify(queue))
      setWaiting(queue.length)
    },
    [key],
  )

  const send = useCallback(async () => {
    for (let [next] = readQueue(key); next; [next] = readQueue(key)) {
      const { id } = next
      const result = await countStocktakeAction({ stocktakeId, counts: [next] }).catch(() => undefined)
      if (!result) {
        // No connection: what waits says from now on when it was counted.
        const now = new Date().toISOString()
        keep(readQueue(key).map((count) => ({ countedAt: now, ...count })))
        return
      }
      keep(readQueue(key).filter((count) => count.id !== id))
      if (result.ok) onSaved(result.value.lines)
      else {
        const [error] = result.refusal.errors ?? []
        toast.error(error ? fieldText(error.code) : refusalText(result.refusal))
      }
    }
  }, [key, keep, stocktakeId, onSaved, fieldText, refusalText])

  const push = (count: Omit<Counted, 'id'>) => {
    keep([...readQueue(key), { id: crypto.randomUUID(), ...count }])
    turn.current = turn.current.then(send)
  }

  // What an earlier visit could not send is sent as soon as there is a connection.
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    const again = () => {
      turn.current = turn.current.then(() => latest.current())
    }
    again()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])

  return { push, waiting }
}
