'use client'

import { Send } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { NextPage } from '@/components/settings/next-page'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import { useEventName } from '@/components/webhooks/use-event-name'
import { useReason } from '@/components/webhooks/use-reason'
import type { WebhookMessageView } from '@/lib/modules/webhooks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  webhookId: string
  rows: readonly WebhookMessageView[]
  nextCursor: string | null
  resend: ((input: unknown) => Promise<Outcome<unknown>>) | null
}

const tones = { waiting: 'blue', retrying: 'amber', taken: 'green', dead: 'danger' } as const

export function MessageTable({ webhookId, rows, nextCursor, resend }: Props) {
  const t = useTranslations('webhooks')
  const router = useRouter()
  const eventName = useEventName()
  const reason = useReason()
  const again = useAction(resend ?? (async () => ({ ok: true as const, value: undefined })), () => {
    toast.success(t('resent'))
    router.refresh()
  })
  return (
    <>
      <Card padded={false}>
        {rows.length === 0 ? (
          <EmptyState icon={<Send />} title={t('noMessages')} text={t('noMessagesText')} />
        ) : (
          <Table>
            <thead>
              <tr>
                <Th>{t('at')}</Th>
                <Th>{t('event')}</Th>
                <Th>{t('about')}</Th>
                <Th>{t('state')}</Th>
                <Th align="right">{t('attempts')}</Th>
                <Th>{t('answer')}</Th>
                {resend ? (
                  <Th>
                    <span className="sr-only">{t('resend')}</span>
                  </Th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const state = row.state === 'waiting' && row.trouble ? 'retrying' : row.state
                return (
                  <tr key={row.id}>
                    <Td>
                      <TimeCell value={row.createdAt} exact />
                    </Td>
                    <Td className="whitespace-nowrap">{eventName(row.event)}</Td>
                    <Td className="whitespace-nowrap">
                      <About body={row.body} />
                    </Td>
                    <Td>
                      <Badge tone={tones[state]}>{t(`messageStates.${state}`)}</Badge>
                    </Td>
                    <Td align="right">
                      <span data-figure="">{row.attempts}</span>
                    </Td>
                    <Td className="text-muted">
                      {row.trouble
                        ? reason(row.trouble)
                        : row.status
                          ? `HTTP ${row.status} · ${row.tookMs ?? 0} ms`
                          : '—'}
                    </Td>
                    {resend ? (
                      <Td align="right">
                        <Button
                          size="sm"
                          pending={again.pending}
                          onClick={() => again.run({ webhookId, webhookMessageId: row.id })}
                        >
                          {t('resend')}
                        </Button>
                      </Td>
                    ) : null}
                  </tr>
                )
              })}
            </tbody>
          </Table>
        )}
      </Card>
      <NextPage cursor={nextCursor} />
    </>
  )
}

/** The order, parcel, SKU or shop a message is about, as its own data names it. */
function About({ body }: { body: Readonly<Record<string, unknown>> }) {
  const data = (body.data ?? {}) as Readonly<Record<string, unknown>>
  const name = [data.number, data.skuCode, data.shopCode].find((one) => typeof one === 'string')
  if (typeof name !== 'string') return <span className="text-muted">—</span>
  return typeof data.orderId === 'string' ? (
    <Link href={`/orders/${data.orderId}`} prefetch={false} className="font-mono underline-offset-2 hover:underline">
      {name}
    </Link>
  ) : (
    <span className="font-mono">{name}</span>
  )
}
