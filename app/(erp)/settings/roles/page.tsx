import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { permissionGroups } from '@/components/settings/permission-groups'
import { RoleMatrix } from '@/components/settings/role-matrix'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { load } from '@/lib/platform/entrance/page'
import { registry } from '@/lib/registry'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('roles.title') }
}

export default async function RolesPage() {
  const [page, t] = await Promise.all([load(listRoles, { limit: 200 }), getTranslations('settings')])
  // What only the house itself does is nothing to give to anybody.
  const names = registry.filter((useCase) => useCase.kind === 'query' || useCase.audited).map((useCase) => useCase.name)
  return (
    <PageBody>
      <PageHeader title={t('roles.title')} subtitle={t('roles.text')} />
      <RoleMatrix roles={[...page.items].reverse()} groups={permissionGroups(names)} />
    </PageBody>
  )
}
