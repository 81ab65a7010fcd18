'use client'

import { useCallback, useEffect, useState } from 'react'
import { useScans } from '@/components/scan/scan-shell'

/** Where somebody is in a job: found again where the page was left while scans waited, for they mean what they mean at this place. */
export function usePlace<T>(name: string, initial: T): [T, (value: T) => void] {
  const { turns } = useScans()
  const [value, setValue] = useState(initial)
  useEffect(() => {
    const kept = turns.place(name)
    if (kept !== undefined) setValue(kept as T)
  }, [turns, name])
  const put = useCallback(
    (next: T) => {
      turns.put(name, next)
      setValue(next)
    },
    [turns, name],
  )
  return [value, put]
}
