'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useTransition } from 'react'

/** Which cursor came before which, so that "previous" works with cursors that only know forward, also after a reload. */
function trailKey(pathname: string, params: URLSearchParams): string {
  const rest = new URLSearchParams(params)
  rest.delete('cursor')
  return `caravan.pages:${pathname}?${rest}`
}

function readTrail(key: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {}
  } catch {
    return {}
  }
}

export function useCursorPages(nextCursor: string | null | undefined) {
  const pathname = usePathname()
  const params = useSearchParams()
  const [pending, startTransition] = useTransition()
  const [cursor, setCursor] = useQueryState(
    'cursor',
    parseAsString.withOptions({ shallow: false, history: 'push', scroll: true, startTransition }),
  )
  const key = trailKey(pathname, params)
  return {
    pending,
    previous: cursor === null ? null : () => void setCursor(readTrail(key)[cursor] || null),
    next: nextCursor
      ? () => {
          sessionStorage.setItem(key, JSON.stringify({ ...readTrail(key), [nextCursor]: cursor ?? '' }))
          void setCursor(nextCursor)
        }
      : null,
  }
}
