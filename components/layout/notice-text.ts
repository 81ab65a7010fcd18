'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { type NoticeFacts, type NoticeTexts, noticeWords } from '@/lib/platform/i18n/notice-words'

export type Notice = NoticeFacts & { id: string; at: string; readAt: string | null }

/** A notice in words and where it leads. */
export function useNoticeText() {
  const t = useTranslations('ui.notices')
  const holds = useTranslations('orders.hold')
  return useCallback(
    (notice: NoticeFacts) => {
      const hold = (code: string) => (holds.has(code as 'manual') ? holds(code as 'manual') : code)
      return noticeWords({ t: t as unknown as NoticeTexts['t'], hold }, notice)
    },
    [t, holds],
  )
}
