'use client'

import { useEffect, useState } from 'react'

export type Found = { kind: 'order' | 'parcel' | 'sku' | 'product'; id: string; label: string; hint: string }

/** Long enough not to ask for every letter, short enough not to be noticed. */
const pauseMs = 120

export const hrefOf: Record<Found['kind'], (id: string) => string> = {
  order: (id) => `/orders/${id}`,
  parcel: (id) => `/orders/${id}`,
  sku: (id) => `/stock/${id}`,
  product: (id) => `/products/${id}`,
}

/** What the house finds for what is typed; an answer to older words never replaces that to newer ones. */
export function useRecords(query: string, wanted: boolean): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([])
  useEffect(() => {
    if (!wanted || query.length < 2) return setFound([])
    const away = new AbortController()
    const timer = setTimeout(() => {
      fetch(`/api/v1/records?${new URLSearchParams({ q: query.slice(0, 100) })}`, { signal: away.signal })
        .then(async (answer) => setFound(answer.ok ? ((await answer.json()) as { items: Found[] }).items : []))
        .catch(() => undefined)
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      away.abort()
    }
  }, [query, wanted])
  return found
}
