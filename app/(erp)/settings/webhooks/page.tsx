import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { WebhooksScreen } from '@/components/webhooks/webhooks-screen'
import { listWebhooks } from '@/lib/modules/webhooks/list-webhooks'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { loadGrantable } from '../grantable'
import { createWebhookAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') }
}

export default async function WebhooksPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const { cursor } = await searchParams
  const [actor, page, { shops, mayAllShops }] = await Promise.all([
    requireActor(),
    load(listWebhooks, { limit: 100, cursor }),
    loadGrantable(),
  ])
  return (
    <WebhooksScreen
      webhooks={page.items}
      nextCursor={page.nextCursor}
      shops={shops}
      mayAllShops={mayAllShops}
      create={may(actor, 'webhook.create') ? createWebhookAction : null}
    />
  )
}
