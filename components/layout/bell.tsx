'use client'

import { Bell as Icon } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { onLive } from '@/components/live/live'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Notice } from './notice-text'
import { useNoticeText } from './notice-text'

const BellPanel = dynamic(() => import('./bell-panel').then((module) => module.BellPanel), { ssr: false })

export type BellProps = { read: (input: { noticeId?: string }) => Promise<Outcome<unknown>> }

/** How soon after the page stands its figure is asked for: nobody waits for it. */
const laterMs = 600

/** What concerns the reader, counted; asked for after the page stands, and again when there is news. */
export function Bell({ read }: BellProps) {
  const t = useTranslations('ui.notices')
  const say = useNoticeText()
  const [open, setOpen] = useState(false)
  const [unread, setUnread] = useState(0)
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const newest = useRef<string | null>(null)
  const load = useCallback(async () => {
    const answer = await fetch('/api/v1/notices?limit=20').catch(() => null)
    if (!answer?.ok) return []
    const page = (await answer.json()) as { items: Notice[]; unread: number }
    setUnread(page.unread)
    setNotices(page.items)
    // Ids grow with time; at the first look nothing is new.
    const before = newest.current
    newest.current = page.items[0]?.id ?? ''
    return before === null ? [] : page.items.filter(({ id }) => id > before)
  }, [])
  const announce = useCallback(async () => {
    for (const notice of await load()) if (notice.data.pop) toast(say(notice).text)
  }, [load, say])
  useEffect(() => {
    const timer = setTimeout(load, laterMs)
    const stop = onLive('notices', announce)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [load, announce])
  async function markRead(noticeId?: string) {
    setUnread((n) => (noticeId ? Math.max(0, n - 1) : 0))
    await read(noticeId ? { noticeId } : {})
    await load()
  }
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={unread > 0 ? t('unread', { count: unread }) : t('title')}
        title={t('title')}
        onClick={() => setOpen(true)}
        className="relative flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg [&_svg]:size-4"
      >
        <Icon aria-hidden="true" />
        {unread > 0 ? (
          <span
            aria-hidden="true"
            data-figure=""
            className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-danger px-1 text-center text-2xs leading-4 font-medium text-on-danger"
          >
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </button>
      {open ? <BellPanel notices={notices} unread={unread} onRead={markRead} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
