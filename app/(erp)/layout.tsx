import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ExportRights } from '@/components/exchange/export-menu'
import { exportSpecs } from '@/components/exchange/export-specs'
import { AppFrame } from '@/components/layout/app-frame'
import { Bell } from '@/components/layout/bell'
import { Desk } from '@/components/layout/desk'
import { SIDEBAR_COOKIE, SIDEBAR_SHUT } from '@/components/layout/sidebar-cookie'
import { ViewBanner } from '@/components/layout/view-banner'
import { companiesOf } from '@/lib/platform/auth/companies'
import { permissionNames } from '@/lib/platform/auth/permission-names'
import { currentSession } from '@/lib/platform/auth/session'
import { type Actor, may } from '@/lib/platform/door/actor'
import { requireActor } from '@/lib/platform/entrance/page'
import {
  createViewAction,
  deleteViewAction,
  findInListAction,
  readNoticesAction,
  setPreferencesAction,
  shareViewAction,
  updateViewAction,
} from './desk-actions'
import { signOut, switchTenant } from './session-actions'
import { endViewAction } from './settings/roles/actions'

const desk = {
  createView: createViewAction,
  deleteView: deleteViewAction,
  findInList: findInListAction,
  setPreferences: setPreferencesAction,
  shareView: shareViewAction,
  updateView: updateViewAction,
}

const exportNames = Object.values(exportSpecs).map(({ permission }) => permission)

/** The frame of every page of the working area. It shows who is here; each page asks the door for its own rights. */
export default async function ErpLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  const { name, currency, timeZone } = actor.tenant
  const [session, jar] = await Promise.all([currentSession(), cookies()])
  // Nearly everybody has one company, whose name is known, and waits for nothing.
  const companies = session?.severalCompanies ? await companiesOf(session.userId) : []
  return (
    <AppFrame
      tenant={{ name, currency, timeZone }}
      user={{ name: actor.name, email: session?.email ?? '' }}
      permissions={shown(actor)}
      sidebarShut={jar.get(SIDEBAR_COOKIE)?.value === SIDEBAR_SHUT}
      tenants={companies.map((company) => ({ ...company, current: company.id === actor.tenantId }))}
      switchTenant={switchTenant}
      signOut={signOut}
      keepLanguage={setPreferencesAction}
      status={<Bell read={readNoticesAction} />}
    >
      {actor.viewing ? <ViewBanner role={await roleName(actor.viewing)} end={endViewAction} /> : null}
      <Desk actions={desk}>
        <ExportRights permissions={exportNames.filter((name) => may(actor, name))}>{children}</ExportRights>
      </Desk>
    </AppFrame>
  )
}

/** As the role holds them; where areas of work are switched off, one by one without those. */
function shown(actor: Actor): string[] {
  if (actor.tenant.settings.areasOff.length === 0) return [...actor.permissions]
  return permissionNames.filter((name) => may(actor, name))
}

/** Built-in roles are called in the reader's language. */
async function roleName({ code, name }: { code: string; name: string }): Promise<string> {
  const t = await getTranslations('settings.role')
  return t.has(code as 'owner') ? t(code as 'owner') : name
}
