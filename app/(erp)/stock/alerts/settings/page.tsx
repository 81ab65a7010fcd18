import { getTranslations } from 'next-intl/server'
import { AlertSettingsForm } from '@/components/alerts/alert-settings-form'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { getAlertSettings } from '@/lib/modules/purchasing/get-alert-settings'
import { listRoles } from '@/lib/modules/settings/list-roles'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { setAlertSettingsAction } from '../../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('alerts.settings'))('title') }
}

export default async function AlertSettingsPage() {
  const [actor, settings, roles, t, names] = await Promise.all([
    requireActor(),
    load(getAlertSettings, {}),
    tryLoad(listRoles, {}),
    getTranslations('alerts'),
    getTranslations('settings.role'),
  ])
  const choices = (roles.ok ? roles.value.items : []).map(({ code, name }) => ({
    value: code,
    label: names.has(code as 'owner') ? names(code as 'owner') : name,
  }))
  return (
    <PageBody>
      <PageHeader title={t('settings.title')} crumbs={[{ label: t('title'), href: '/stock/alerts' }]} />
      <AlertSettingsForm
        settings={settings}
        roles={choices}
        mayChange={may(actor, 'alert.configure')}
        save={setAlertSettingsAction}
      />
    </PageBody>
  )
}
