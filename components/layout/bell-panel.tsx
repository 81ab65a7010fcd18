'use client'

import { BellOff, Settings2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Sheet } from '@/components/ui/sheet'
import { type Notice, useNoticeText } from './notice-text'

type Props = {
  notices: readonly Notice[]
  unread: number
  onRead: (noticeId?: string) => void
  onClose: () => void
}

export function BellPanel({ notices, unread, onRead, onClose }: Props) {
  const t = useTranslations('ui.notices')
  const say = useNoticeText()
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      footer={
        <>
          <ButtonLink variant="ghost" href="/account/notices" className="mr-auto" onClick={onClose}>
            <Settings2 />
            {t('settings')}
          </ButtonLink>
          <Button disabled={unread === 0} onClick={() => onRead()}>
            {t('readAll')}
          </Button>
        </>
      }
    >
      {notices.length === 0 ? (
        <EmptyState icon={<BellOff />} title={t('empty')} text={t('emptyText')} />
      ) : (
        <ul className="flex flex-col">
          {notices.map((notice) => {
            const { text, href } = say(notice)
            const fresh = notice.readAt === null
            return (
              <li key={notice.id} className="flex gap-3 border-b border-line-soft py-3 text-sm last:border-0">
                <span
                  aria-hidden="true"
                  className={cn('mt-1.5 size-2 shrink-0 rounded-full', fresh ? 'bg-accent' : 'bg-transparent')}
                />
                <span className="min-w-0 flex-1">
                  {href ? (
                    <Link
                      href={href}
                      className={cn('wrap-break-word hover:underline', fresh && 'font-medium')}
                      onClick={() => {
                        if (fresh) onRead(notice.id)
                        onClose()
                      }}
                    >
                      {text}
                    </Link>
                  ) : (
                    text
                  )}
                  <span className="block text-xs text-muted">
                    {fresh ? <span className="sr-only">{t('new')} </span> : null}
                    <TimeCell value={notice.at} />
                  </span>
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </Sheet>
  )
}
