import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { PrintSettingsForm } from '@/components/print/print-settings-form'
import { getPrintSettings } from '@/lib/modules/prints/get-print-settings'
import { listShops } from '@/lib/modules/settings/list-shops'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { previewPrintAction, setPrintSettingsAction } from '../actions'
import { PrintTabs } from '../print-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('prints.settings'))('title') }
}

export default async function PrintSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const [settings, shops, actor, t] = await Promise.all([
    load(getPrintSettings, await pageParams(getPrintSettings.input, searchParams)),
    tryLoad(listShops, { limit: 200 }),
    requireActor(),
    getTranslations('prints.settings'),
  ])
  const options = shops.ok ? shops.value.items.map(({ code, name }) => ({ value: code, label: name })) : []
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <PrintTabs current="settings" />
      <PrintSettingsForm
        key={settings.shopCode}
        settings={settings}
        shops={options}
        preview={may(actor, 'print-settings.preview') ? previewPrintAction : undefined}
        save={may(actor, 'print-settings.set') ? setPrintSettingsAction : undefined}
      />
    </PageBody>
  )
}
