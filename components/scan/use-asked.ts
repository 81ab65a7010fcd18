'use client'

import { useCallback, useEffect, useState } from 'react'
import { ask } from '@/components/scan/ask'
import { useScans } from '@/components/scan/scan-shell'

/** What the house lists for a job, read anew after each scan; nothing where the person may not see it or nobody answers. */
export function useAsked<T>(question: string): [items: readonly T[], read: () => void] {
  const { count } = useScans()
  const [items, setItems] = useState<readonly T[]>([])
  const read = useCallback(() => {
    void ask<{ items: T[] }>(question, { limit: 50 }).then((outcome) => outcome.ok && setItems(outcome.value.items))
  }, [question])
  useEffect(() => {
    if (count >= 0) read()
  }, [read, count])
  return [items, read]
}
