'use client'

import { MessageSquarePlus } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FeedbackDialog } from '@/components/feedback/feedback-dialog'
import { FeedbackState } from '@/components/feedback/feedback-state'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { FeedbackView } from '@/lib/modules/settings/feedback-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { items: readonly FeedbackView[]; send: (input: unknown) => Promise<Outcome<unknown>> }

/** `?feedback=/orders`: somebody wants to say something, and was there. */
export function MyFeedback({ items, send }: Props) {
  const t = useTranslations('feedback')
  const router = useRouter()
  const from = useSearchParams().get('feedback')
  const [opened, setOpened] = useState(false)
  const close = () => {
    setOpened(false)
    if (from !== null) router.replace('/help#feedback', { scroll: false })
  }
  return (
    <section id="feedback" className="scroll-mt-16">
      <Card
        title={t('mine')}
        aside={
          <Button size="sm" onClick={() => setOpened(true)}>
            <MessageSquarePlus />
            {t('send')}
          </Button>
        }
      >
        <p className="text-sm text-muted">{items.length === 0 ? t('none') : t('sendText')}</p>
        {items.length > 0 ? (
          <ul className="mt-3 divide-y divide-line-soft">
            {items.map((one) => (
              <li key={one.id} className="flex flex-col gap-1 py-3 text-sm">
                <span className="flex flex-wrap items-center gap-2">
                  <Badge>{t(`kind.${one.kind}`)}</Badge>
                  <FeedbackState state={one.state} />
                  <span className="text-xs text-muted">
                    <TimeCell value={one.createdAt} />
                  </span>
                </span>
                <p className="whitespace-pre-wrap wrap-anywhere">{one.text}</p>
                {one.answer ? (
                  <div className="rounded-md bg-sunken px-3 py-2">
                    <p className="text-xs text-muted">{t('answeredBy', { name: one.answeredBy })}</p>
                    <p className="whitespace-pre-wrap wrap-anywhere">{one.answer}</p>
                  </div>
                ) : one.state === 'done' ? null : (
                  <p className="text-xs text-muted">{t('waiting')}</p>
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </Card>
      {opened || from !== null ? (
        <FeedbackDialog
          page={/^(\/[\w.-]+)+$/.test(from ?? '') ? (from ?? '') : ''}
          send={send}
          onClose={close}
          onSent={() => {
            close()
            toast.success(t('sent'))
            router.refresh()
          }}
        />
      ) : null}
    </section>
  )
}
