'use client'

import { useEffect, useSyncExternalStore } from 'react'

type Count = { n: number; capped: boolean }

/** Asked once per page for all tabs together, after the page stands: figures must not keep anybody waiting. */
let counts: ReadonlyMap<string, Count> = new Map()
let asked = 0
const watchers = new Set<() => void>()

/** Figures are at most this old while somebody looks. */
const freshMs = 10_000

export async function refreshViewCounts(now = Date.now()): Promise<void> {
  if (now - asked < freshMs) return
  asked = now
  const answer = await fetch('/api/v1/orders/view-counts').catch(() => null)
  if (!answer?.ok) return
  const { items } = (await answer.json()) as { items: ({ viewId: string } & Count)[] }
  counts = new Map(items.map(({ viewId, n, capped }) => [viewId, { n, capped }]))
  for (const tell of watchers) tell()
}

function watch(tell: () => void) {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

export function ViewCount({ viewId, className }: { viewId: string; className: string }) {
  const count = useSyncExternalStore(
    watch,
    () => counts.get(viewId),
    () => undefined,
  )
  useEffect(() => void refreshViewCounts(), [])
  if (!count) return null
  return (
    <span data-figure="" className={className}>
      {count.n.toLocaleString('en-US')}
      {count.capped ? '+' : ''}
    </span>
  )
}
