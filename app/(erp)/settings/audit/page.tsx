import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AuditFilter } from '@/components/settings/audit-filter'
import { AuditTable } from '@/components/settings/audit-table'
import { permissionGroups } from '@/components/settings/permission-groups'
import { listApiKeys } from '@/lib/modules/settings/list-api-keys'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listMembers } from '@/lib/modules/settings/list-members'
import { load, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { registry } from '@/lib/registry'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('audit.title') }
}

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const { cursor, ...asked } = await pickParams(searchParams, [
    'cursor',
    'action',
    'actorId',
    'objectId',
    'from',
    'to',
    'text',
  ])
  const search = Object.fromEntries(Object.entries(asked).filter(([, value]) => value))
  const [page, members, keys, t] = await Promise.all([
    load(listAudit, { ...search, ...(cursor && { cursor }) }),
    tryLoad(listMembers, { limit: 200 }),
    tryLoad(listApiKeys, { limit: 200 }),
    getTranslations('settings'),
  ])
  const names = registry
    .filter((useCase) => useCase.kind === 'command' && useCase.audited)
    .map((useCase) => useCase.name)
    .sort()
  const actors = [
    ...(members.ok ? members.value.items.map(({ id, name }) => ({ value: id, label: name })) : []),
    ...(keys.ok
      ? keys.value.items.map(({ id, name }) => ({ value: id, label: `${name} · ${t('audit.kind.key')}` }))
      : []),
  ]
  return (
    <PageBody>
      <PageHeader title={t('audit.title')} subtitle={t('audit.text')} />
      <AuditFilter groups={permissionGroups(names)} actors={actors} search={search} />
      <AuditTable rows={page.items} nextCursor={page.nextCursor} />
    </PageBody>
  )
}
