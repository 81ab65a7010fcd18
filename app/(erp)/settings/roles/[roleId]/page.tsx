import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { RoleEditor } from '@/components/settings/role-editor'
import { getRole } from '@/lib/modules/settings/get-role'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { grantablePermissions } from '../../grantable-permissions'
import { createRoleAction, deleteRoleAction, resetRoleAction, updateRoleAction, viewAsRoleAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('roles.title') }
}

export default async function RolePage({ params }: { params: Promise<{ roleId: string }> }) {
  const { roleId } = await params
  const [actor, role] = await Promise.all([requireActor(), load(getRole, { roleId })])
  return (
    <PageBody>
      <RoleEditor
        role={role}
        groups={grantablePermissions()}
        own={[...actor.permissions]}
        may={{
          update: may(actor, 'role.update'),
          create: may(actor, 'role.create'),
          reset: may(actor, 'role.reset'),
          delete: may(actor, 'role.delete'),
          viewAs: may(actor, 'role.view-as') && !actor.viewing,
        }}
        actions={{
          update: updateRoleAction,
          create: createRoleAction,
          reset: resetRoleAction,
          remove: deleteRoleAction,
          viewAs: viewAsRoleAction,
        }}
      />
    </PageBody>
  )
}
