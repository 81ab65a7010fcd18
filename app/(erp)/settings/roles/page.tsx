import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { NewRole } from '@/components/settings/new-role'
import { RoleMatrix } from '@/components/settings/role-matrix'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { grantablePermissions } from '../grantable-permissions'
import { createRoleAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('roles.title') }
}

export default async function RolesPage() {
  const [actor, page, t] = await Promise.all([
    requireActor(),
    load(listRoles, { limit: 200 }),
    getTranslations('settings'),
  ])
  // Newest first as all lists; the eight first ones were made from the widest to the narrowest.
  const roles = [...page.items].reverse()
  return (
    <PageBody>
      <PageHeader
        title={t('roles.title')}
        subtitle={t('roles.text')}
        actions={may(actor, 'role.create') ? <NewRole roles={roles} create={createRoleAction} /> : undefined}
      />
      <RoleMatrix roles={roles} groups={grantablePermissions()} />
    </PageBody>
  )
}
