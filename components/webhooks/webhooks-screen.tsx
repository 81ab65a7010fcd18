'use client'

import { Plus, Webhook } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { NextPage } from '@/components/settings/next-page'
import { SecretBox } from '@/components/settings/secret-box'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { useEventName } from '@/components/webhooks/use-event-name'
import { WebhookForm, type WebhookShops } from '@/components/webhooks/webhook-form'
import { WebhookState } from '@/components/webhooks/webhook-state'
import type { WebhookView } from '@/lib/modules/webhooks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = WebhookShops & {
  webhooks: readonly WebhookView[]
  nextCursor: string | null
  /** Without it nobody makes one here. */
  create: ((input: unknown) => Promise<Outcome<{ id: string; secret: string }>>) | null
}

export function WebhooksScreen({ webhooks, nextCursor, create, ...shops }: Props) {
  const t = useTranslations('webhooks')
  const router = useRouter()
  const eventName = useEventName()
  const [creating, setCreating] = useState(false)
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const button = create ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      {t('create')}
    </Button>
  ) : undefined
  const close = () => {
    setCreating(false)
    setMade(null)
  }
  return (
    <PageBody>
      <PageHeader title={t('title')} subtitle={t('text')} actions={webhooks.length > 0 ? button : undefined} />
      <Card padded={false}>
        {webhooks.length === 0 ? (
          <EmptyState icon={<Webhook />} title={t('empty')} text={t('emptyText')} action={button} />
        ) : (
          <Table>
            <thead>
              <tr>
                <Th>{t('name')}</Th>
                <Th>{t('state')}</Th>
                <Th>{t('events')}</Th>
                <Th align="right">{t('waiting')}</Th>
                <Th align="right">{t('dead')}</Th>
                <Th>{t('lastOk')}</Th>
              </tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <tr key={webhook.id}>
                  <Td className="font-medium">
                    <Link
                      href={`/settings/webhooks/${webhook.id}`}
                      prefetch={false}
                      className="underline-offset-2 hover:underline"
                    >
                      {webhook.name}
                    </Link>
                    <div
                      className="max-w-56 truncate font-mono md:max-w-80 text-xs font-normal text-muted"
                      title={webhook.url}
                    >
                      {webhook.url}
                    </div>
                  </Td>
                  <Td>
                    <WebhookState webhook={webhook} />
                  </Td>
                  <Td className="min-w-60 max-w-80 text-muted">{webhook.events.map(eventName).join(' · ')}</Td>
                  <Td align="right">
                    <span data-figure="">{webhook.waiting}</span>
                  </Td>
                  <Td align="right">
                    <span data-figure="" className={webhook.dead > 0 ? 'text-danger-text' : undefined}>
                      {webhook.dead}
                    </span>
                  </Td>
                  <Td>{webhook.lastOk ? <TimeCell value={webhook.lastOk} /> : t('never')}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <NextPage cursor={nextCursor} />
      {creating && create ? (
        <Dialog
          open
          onOpenChange={(open) => open || close()}
          title={t(made ? 'created' : 'create')}
          description={made ? undefined : t('createText')}
        >
          {made ? (
            <SecretBox label={t('secret')} value={made.secret} text={t('secretText')} />
          ) : (
            <WebhookForm
              {...shops}
              submit={create}
              onDone={(value) => {
                setMade(value)
                router.refresh()
              }}
            />
          )}
        </Dialog>
      ) : null}
    </PageBody>
  )
}
