import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AuditFilter } from '@/components/settings/audit-filter'
import { AuditTable } from '@/components/settings/audit-table'
import { permissionGroups } from '@/components/settings/permission-groups'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { load } from '@/lib/platform/entrance/page'
import { registry } from '@/lib/registry'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('audit.title') }
}

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string; action?: string }>
}) {
  const { cursor, action } = await searchParams
  const [page, t] = await Promise.all([load(listAudit, { cursor, action }), getTranslations('settings')])
  const names = registry
    .filter((useCase) => useCase.kind === 'command' && useCase.audited)
    .map((useCase) => useCase.name)
  return (
    <PageBody>
      <PageHeader
        title={t('audit.title')}
        subtitle={t('audit.text')}
        actions={<AuditFilter groups={permissionGroups(names)} action={action ?? null} />}
      />
      <AuditTable rows={page.items} nextCursor={page.nextCursor} />
    </PageBody>
  )
}
