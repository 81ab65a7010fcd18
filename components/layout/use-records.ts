'use client'

import { useEffect, useState } from 'react'

export type RecordKind =
  | 'order'
  | 'parcel'
  | 'sku'
  | 'product'
  | 'return'
  | 'customer'
  | 'wave'
  | 'hand-over'
  | 'shop'
  | 'member'

export type Found = { kind: RecordKind; id: string; label: string; hint: string }

/** Long enough not to ask for every letter, short enough not to be noticed. */
const pauseMs = 120

export const hrefOf: Record<RecordKind, (id: string) => string> = {
  order: (id) => `/orders/${id}`,
  parcel: (id) => `/orders/${id}`,
  sku: (id) => `/stock/${id}`,
  product: (id) => `/products/${id}`,
  return: (id) => `/orders/returns/${id}`,
  customer: (id) => `/customers/${id}`,
  wave: (id) => `/floor/waves/${id}`,
  'hand-over': (id) => `/floor/hand-overs/${id}`,
  shop: (id) => `/settings/shops/${id}`,
  member: (id) => `/settings/members/${id}`,
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
