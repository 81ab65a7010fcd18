import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { ScopeText } from '@/components/settings/scope-text'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { MessageTable } from '@/components/webhooks/message-table'
import { WebhookActions } from '@/components/webhooks/webhook-actions'
import { WebhookNotice } from '@/components/webhooks/webhook-notice'
import { WebhookState } from '@/components/webhooks/webhook-state'
import { getWebhook } from '@/lib/modules/webhooks/get-webhook'
import { listWebhookMessages } from '@/lib/modules/webhooks/list-webhook-messages'
import { messageStates } from '@/lib/modules/webhooks/schema'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { loadGrantable } from '../../grantable'
import {
  deleteWebhookAction,
  resendWebhookMessageAction,
  rotateWebhookSecretAction,
  testWebhookAction,
  updateWebhookAction,
} from '../actions'

type Props = { params: Promise<{ webhookId: string }>; searchParams: SearchParams }

const webhookOf = cache((webhookId: string) => load(getWebhook, { webhookId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await webhookOf((await params).webhookId)).name }
}

export default async function WebhookPage({ params, searchParams }: Props) {
  const [{ webhookId }, asked] = await Promise.all([params, pickParams(searchParams, ['cursor', 'state'])])
  const state = messageStates.find((one) => one === asked.state)
  const [webhook, log, { shops, mayAllShops }, t, actor] = await Promise.all([
    webhookOf(webhookId),
    tryLoad(listWebhookMessages, {
      webhookId,
      ...(asked.cursor && { cursor: asked.cursor }),
      ...(state && { state }),
    }),
    loadGrantable(),
    getTranslations('webhooks'),
    requireActor(),
  ])
  const can = rightsOf(actor, [
    'webhook.update',
    'webhook.rotate-secret',
    'webhook.delete',
    'webhook.test',
    'webhook.resend',
  ])
  return (
    <PageBody>
      <PageHeader
        title={webhook.name}
        crumbs={[{ label: t('title'), href: '/settings/webhooks' }]}
        badge={<WebhookState webhook={webhook} />}
        subtitle={<span className="font-mono break-all">{webhook.url}</span>}
        actions={
          <WebhookActions
            webhook={webhook}
            shops={shops}
            mayAllShops={mayAllShops}
            deeds={{
              update: can['webhook.update'] ? updateWebhookAction : null,
              rotate: can['webhook.rotate-secret'] ? rotateWebhookSecretAction : null,
              remove: can['webhook.delete'] ? deleteWebhookAction : null,
              test: can['webhook.test'] ? testWebhookAction : null,
            }}
          />
        }
      />
      <WebhookNotice webhook={webhook} />
      <Card title={t('settings')}>
        <dl className="grid gap-4 text-sm sm:grid-cols-2 lg:grid-cols-4">
          <div className="lg:col-span-2">
            <dt className="text-xs text-muted">{t('events')}</dt>
            <dd>{webhook.events.map((event) => t(`eventNames.${eventKey(event)}`)).join(' · ')}</dd>
          </div>
          <div>
            <dt className="text-xs text-muted">{t('shops')}</dt>
            <dd>
              <ScopeText ids={webhook.shopIds} places={shops} />
            </dd>
          </div>
          <div>
            <dt className="text-xs text-muted">{t('lastOk')}</dt>
            <dd>{webhook.lastOk ? <TimeCell value={webhook.lastOk} /> : t('never')}</dd>
          </div>
        </dl>
      </Card>
      {log.ok ? (
        <Section
          title={t('log')}
          text={t('logText')}
          aside={
            <div className="flex flex-wrap gap-2">
              {([undefined, ...messageStates] as const).map((one) => (
                <ButtonLink
                  key={one ?? 'all'}
                  size="sm"
                  prefetch={false}
                  variant={one === state ? 'primary' : 'secondary'}
                  href={`/settings/webhooks/${webhook.id}${one ? `?state=${one}` : ''}`}
                >
                  {one ? t(`messageStates.${one}`) : t('all')}
                </ButtonLink>
              ))}
            </div>
          }
        >
          <MessageTable
            webhookId={webhook.id}
            rows={log.value.items}
            nextCursor={log.value.nextCursor}
            resend={can['webhook.resend'] ? resendWebhookMessageAction : null}
          />
        </Section>
      ) : null}
    </PageBody>
  )
}

const eventKey = (event: string) => event.replace('.', '_') as 'order_created'
