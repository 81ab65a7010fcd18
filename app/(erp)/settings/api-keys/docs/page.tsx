import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ApiDocs } from '@/components/settings/api-docs'
import { requireActor } from '@/lib/platform/entrance/page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('apiKeys.docs') }
}

export default async function ApiDocsPage() {
  await requireActor()
  const t = await getTranslations('settings')
  return (
    <PageBody>
      <PageHeader
        title={t('apiKeys.docs')}
        crumbs={[{ label: t('apiKeys.title'), href: '/settings/api-keys' }]}
        subtitle={
          <>
            {t('apiKeys.docsText')}{' '}
            <a href="/api/v1/openapi.json" className="text-accent-text underline underline-offset-2">
              {t('apiKeys.document')}
            </a>
          </>
        }
      />
      <ApiDocs />
    </PageBody>
  )
}
