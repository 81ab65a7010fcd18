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

const nothing: readonly Found[] = []

/** What the house finds for what is typed; an answer to older words never replaces that to newer ones. null: nobody answered. */
export function useRecords(query: string, wanted: boolean): readonly Found[] | null {
  const [found, setFound] = useState<readonly Found[] | null>(nothing)
  useEffect(() => {
    if (!wanted || query.length < 2) return setFound(nothing)
    let newest = true
    const away = new AbortController()
    const timer = setTimeout(async () => {
      const asked = fetch(`/api/v1/records?${new URLSearchParams({ q: query.slice(0, 100) })}`, { signal: away.signal })
      const items = await asked
        .then(async (answer) => (answer.ok ? ((await answer.json()) as { items: Found[] }).items : null))
        .catch(() => null)
      if (newest) setFound(items)
    }, pauseMs)
    return () => {
      newest = false
      clearTimeout(timer)
      away.abort()
    }
  }, [query, wanted])
  return found
}
