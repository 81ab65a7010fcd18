'use client'

import { ArrowUp } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { onLive } from '@/components/live/live'

type News = { n: number; capped: boolean }

/** While many come in at once the house is asked this often at most. */
const everyMs = 3000

/**
 * Says how many orders have come since the list was read, as this list would show them. It floats over the list and puts nothing into
 * it: rows move when somebody asks for it, never under a cursor.
 */
export function NewOrders({ since }: { since: string }) {
  const t = useTranslations('orders.news')
  const router = useRouter()
  const params = useSearchParams()
  const [news, setNews] = useState<News | null>(null)
  const last = useRef(0)
  const query = [...params].filter(([name]) => !['cursor', 'limit', 'view', 'sort', 'q', 'set'].includes(name))
  // New ones stand on the first page; who looks further back or at a search is not disturbed.
  const quiet = params.has('cursor') || params.has('q') || params.has('set')
  const address = `/api/v1/orders/news?${new URLSearchParams([...query, ['since', since]])}`
  useEffect(() => {
    setNews(null)
    if (quiet) return
    let here = true
    let timer: ReturnType<typeof setTimeout> | undefined
    async function ask() {
      timer = undefined
      last.current = Date.now()
      const answer = await fetch(address).catch(() => null)
      if (here && answer?.ok) setNews((await answer.json()) as News)
    }
    const stop = onLive('orders', () => {
      timer ??= setTimeout(ask, Math.max(0, last.current + everyMs - Date.now()))
    })
    return () => {
      here = false
      clearTimeout(timer)
      stop()
    }
  }, [address, quiet])
  // Without height, and the column's gap taken back: the list stands where it stood, with the bar or without.
  return (
    <div role="status" className="relative z-10 -mb-4 flex h-0 justify-center">
      {news && news.n > 0 ? (
        <button
          type="button"
          onClick={() => router.refresh()}
          className="absolute -top-2 flex h-8 items-center gap-1.5 rounded-full bg-accent px-3.5 text-sm font-medium whitespace-nowrap text-on-accent shadow-float hover:bg-accent-hover [&_svg]:size-4"
        >
          <ArrowUp aria-hidden="true" />
          {t('bar', { count: news.n, more: news.capped ? '+' : '' })}
        </button>
      ) : null}
    </div>
  )
}
