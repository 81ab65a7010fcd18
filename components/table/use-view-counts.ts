'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { onLive, type Topic } from '@/components/live/live'

export type ViewFigure = { count: number; capped: boolean }
type Said = { items: { viewId: string; n: number; capped: boolean }[] }
type Figures = { ids: string; asked: number; counts: ReadonlyMap<string, ViewFigure> }

/** Figures are at most this old while somebody looks and the house has told of news. */
const freshMs = 10_000

/** Of these lists the house tells by itself that there is more; the others are asked about when somebody comes back to them. */
const news: Readonly<Record<string, Topic>> = { orders: 'orders', parcels: 'orders' }

const none: ReadonlyMap<string, ViewFigure> = new Map()
const known = new Map<string, Figures>()
const watchers = new Set<() => void>()

async function ask(list: string, ids: string) {
  known.set(list, { ids, asked: Date.now(), counts: known.get(list)?.counts ?? none })
  const answer = await fetch(`/api/v1/views/counts?list=${list}`).catch(() => null)
  if (!answer?.ok) return
  // Cut off on its way: the figures stay as they were.
  const said = (await answer.json().catch(() => null)) as Said | null
  if (!said) return
  const { items } = said
  const counts = new Map(items.map(({ viewId, n, capped }) => [viewId, { count: n, capped }]))
  known.set(list, { ids, asked: known.get(list)?.asked ?? 0, counts })
  for (const tell of watchers) tell()
}

function watch(tell: () => void) {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

type Tab = { readonly key: string; readonly href: string; readonly viewOf?: string }

const listOf = (tabs: readonly Tab[]) => tabs.find(({ viewOf }) => viewOf !== undefined)?.viewOf

/**
 * The figures of the saved views among these tabs, asked for all together and after the page stands: they must not keep anybody waiting.
 * Asked anew with every answer of the server, which brings new tabs, with news, and when somebody looks again.
 */
export function useViewCounts(tabs: readonly Tab[]): ReadonlyMap<string, ViewFigure> {
  useEffect(() => {
    const list = listOf(tabs)
    if (list === undefined) return
    // With what each opens: a view whose filter was changed does not keep the figure of the one before.
    const ids = tabs.map(({ key, href }) => `${key} ${href}`).join()
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      if (document.hidden) return
      const last = known.get(list)
      // A view that was just made does not wait for its figure.
      const wait = last?.ids === ids ? Math.max(0, last.asked + freshMs - Date.now()) : 0
      timer ??= setTimeout(() => {
        timer = undefined
        void ask(list, ids)
      }, wait)
    }
    soon()
    const topic = news[list]
    const stop = topic && onLive(topic, soon)
    window.addEventListener('focus', soon)
    document.addEventListener('visibilitychange', soon)
    return () => {
      clearTimeout(timer)
      stop?.()
      window.removeEventListener('focus', soon)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [tabs])
  const list = listOf(tabs)
  return useSyncExternalStore(
    watch,
    () => (list !== undefined && known.get(list)?.counts) || none,
    () => none,
  )
}
