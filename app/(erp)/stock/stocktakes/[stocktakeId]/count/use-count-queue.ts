'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { toast } from '@/components/ui/toast'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import { type CountAnswer, type Counted, CountQueue, type QueueState } from './count-queue'

const patienceMs = 8000

/** The counts of this person on this device, on their way to the house. */
export function useCountQueue(
  person: string,
  stocktakeId: string,
  onSaved: (lines: readonly StocktakeLineView[]) => void,
) {
  const t = useTranslations('stocktakes.counting')
  const [state, setState] = useState<QueueState>({ waiting: 0, signedOut: false, refused: [] })
  const queue = useRef<CountQueue | null>(null)
  const saved = useRef(onSaved)
  useEffect(() => {
    saved.current = onSaved
  })
  useEffect(() => {
    const own = new CountQueue(person, stocktakeId, {
      send: (count, sentAt) => post(stocktakeId, { by: person, sentAt, counts: [count] }),
      show: setState,
      saved: (lines) => saved.current(lines),
    })
    queue.current = own
    return own.start()
  }, [person, stocktakeId])

  /** Answers whether the device has it. */
  function push(count: Omit<Counted, 'id' | 'countedAt'>): boolean {
    try {
      queue.current?.push(count)
      return queue.current !== null
    } catch {
      toast.error(t('notKept'))
      return false
    }
  }
  return {
    ...state,
    push,
    retry: (id: string) => queue.current?.retry(id),
    remove: (id: string) => queue.current?.remove(id),
  }
}

/** undefined: nobody answered, or not the house itself. */
async function post(stocktakeId: string, sent: object): Promise<CountAnswer | undefined> {
  const response = await fetch(`/stock/stocktakes/${stocktakeId}/count/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
    signal: AbortSignal.timeout(patienceMs),
  })
  return response.headers.get('content-type')?.includes('json') ? ((await response.json()) as CountAnswer) : undefined
}
