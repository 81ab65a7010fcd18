import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppFrame } from '@/components/layout/app-frame'
import { Desk } from '@/components/layout/desk'
import { SIDEBAR_COOKIE, SIDEBAR_SHUT } from '@/components/layout/sidebar-cookie'
import { me } from '@/lib/modules/settings/me'
import { companiesOf } from '@/lib/platform/auth/companies'
import { currentSession } from '@/lib/platform/auth/session'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import {
  createViewAction,
  deleteViewAction,
  setPreferencesAction,
  shareViewAction,
  updateViewAction,
} from './desk-actions'
import { signOut, switchTenant } from './session-actions'

const desk = {
  createView: createViewAction,
  deleteView: deleteViewAction,
  setPreferences: setPreferencesAction,
  shareView: shareViewAction,
  updateView: updateViewAction,
}

/** The frame of every page of the working area. It shows who is here; each page asks the door for its own rights. */
export default async function ErpLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const { name, currency, timeZone } = actor.tenant
  const [member, companies, jar] = await Promise.all([
    tryLoad(me, {}),
    currentSession().then((session) => (session ? companiesOf(session.userId, { id: actor.tenantId, name }) : [])),
    cookies(),
  ])
  return (
    <AppFrame
      tenant={{ name, currency, timeZone }}
      user={{ name: actor.name, email: member.ok ? member.value.email : '' }}
      permissions={[...actor.permissions]}
      sidebarShut={jar.get(SIDEBAR_COOKIE)?.value === SIDEBAR_SHUT}
      tenants={companies.map((company) => ({ ...company, current: company.id === actor.tenantId }))}
      switchTenant={switchTenant}
      signOut={signOut}
    >
      <Desk actions={desk}>{children}</Desk>
    </AppFrame>
  )
}
