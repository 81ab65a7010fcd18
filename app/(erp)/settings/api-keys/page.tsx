import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApiKeysScreen } from '@/components/settings/api-keys-screen'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { createApiKeyAction, disableApiKeyAction } from '../actions'
import { loadGrantable } from '../grantable'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('apiKeys.title') }
}

export default async function ApiKeysPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const { cursor } = await searchParams
  const [actor, page, grantable] = await Promise.all([
    requireActor(),
    load(listApiKeys, { limit: 100, cursor }),
    loadGrantable(),
  ])
  return (
    <ApiKeysScreen
      keys={page.items}
      nextCursor={page.nextCursor}
      grantable={grantable}
      may={{
        create: may(actor, 'api-key.create'),
        disable: may(actor, 'api-key.disable'),
        requests: may(actor, 'api-key.requests'),
      }}
      create={createApiKeyAction}
      disable={disableApiKeyAction}
    />
  )
}
