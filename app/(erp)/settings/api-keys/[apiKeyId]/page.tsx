import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { RequestTable } from '@/components/settings/request-table'
import { ScopeText } from '@/components/settings/scope-text'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { DotBadge } from '@/components/ui/dot-badge'
import { getApiKey } from '@/lib/modules/settings/get-api-key'
import { listApiRequests } from '@/lib/modules/settings/list-api-requests'
import { load } from '@/lib/platform/entrance/page'
import { limits } from '@/lib/platform/entrance/rate-limit'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { loadGrantable } from '../../grantable'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('apiKeys.title') }
}

type Props = { params: Promise<{ apiKeyId: string }>; searchParams: SearchParams }

export default async function ApiKeyPage({ params, searchParams }: Props) {
  const [{ apiKeyId }, { cursor, failed }] = await Promise.all([params, pickParams(searchParams, ['cursor', 'failed'])])
  const only = failed === 'true'
  const [key, page, grantable, t] = await Promise.all([
    load(getApiKey, { apiKeyId }),
    load(listApiRequests, { apiKeyId, ...(cursor && { cursor }), ...(only && { failed: 'true' }) }),
    loadGrantable(),
    getTranslations('settings'),
  ])
  const role = t.has(`role.${key.role}` as 'role.owner') ? t(`role.${key.role}` as 'role.owner') : key.roleName
  return (
    <PageBody>
      <PageHeader
        title={key.name}
        crumbs={[{ label: t('apiKeys.title'), href: '/settings/api-keys' }]}
        badge={<DotBadge tone={key.state === 'active' ? 'green' : 'grey'}>{t(`state.${key.state}`)}</DotBadge>}
        subtitle={<span className="font-mono">cvn_…{key.hint}</span>}
      />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('apiKeys.scope')}>
          <dl className="grid gap-4 text-sm sm:grid-cols-2">
            <div>
              <dt className="text-xs text-muted">{t('field.role')}</dt>
              <dd>{role}</dd>
            </div>
            <div>
              <dt className="text-xs text-muted">{t('apiKeys.lastUsed')}</dt>
              <dd>{key.lastUsedAt ? <TimeCell value={key.lastUsedAt} /> : t('apiKeys.never')}</dd>
            </div>
            <div>
              <dt className="text-xs text-muted">{t('field.shops')}</dt>
              <dd>
                <ScopeText ids={key.shopIds} places={grantable.shops} />
              </dd>
            </div>
            <div>
              <dt className="text-xs text-muted">{t('field.warehouses')}</dt>
              <dd>
                <ScopeText ids={key.warehouseIds} places={grantable.warehouses} />
              </dd>
            </div>
          </dl>
        </Card>
        <Card title={t('apiKeys.limits')}>
          <p className="text-sm">{t('apiKeys.limitsText', limits.key)}</p>
        </Card>
      </div>
      <Section
        title={t('apiKeys.requests')}
        text={t('apiKeys.requestsText')}
        aside={
          <ButtonLink
            size="sm"
            prefetch={false}
            href={only ? `/settings/api-keys/${key.id}` : `/settings/api-keys/${key.id}?failed=true`}
          >
            {t(only ? 'apiKeys.allRequests' : 'apiKeys.onlyFailed')}
          </ButtonLink>
        }
      >
        <RequestTable rows={page.items} nextCursor={page.nextCursor} />
      </Section>
    </PageBody>
  )
}
