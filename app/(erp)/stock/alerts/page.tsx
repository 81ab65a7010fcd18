import { SlidersHorizontal } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { tastedList } from '../../list-taste'
import { StockTabs } from '../stock-tabs'
import { warehouseNames } from '../warehouses'
import { AlertList } from './alert-list'

export async function generateMetadata() {
  return { title: (await getTranslations('alerts'))('title') }
}

export default async function AlertsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await pageParams(listAlerts.input, searchParams)
  const tasted = await tastedList('alerts', '/stock/alerts', searchParams)
  const [actor, page, warehouses, t] = await Promise.all([
    requireActor(),
    load(listAlerts, query),
    warehouseNames(),
    getTranslations('alerts'),
  ])
  const rights = {
    snooze: may(actor, 'alert.snooze'),
    settle: may(actor, 'alert.settle'),
    transfer: may(actor, 'alert.transfer') && may(actor, 'transfer.create'),
    receive: may(actor, 'stock.receive'),
  }
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={
          may(actor, 'alert.settings') ? (
            <ButtonLink href="/stock/alerts/settings">
              <SlidersHorizontal />
              {t('settings.open')}
            </ButtonLink>
          ) : null
        }
      />
      <StockTabs current="alerts" />
      <AlertList
        tasted={tasted}
        page={page}
        warehouses={warehouses}
        rights={rights}
        filter={query}
        many={may(actor, 'alert.start-bulk')}
        filtered={Boolean(query.kind || query.warehouseCode || query.deed || query.snoozed)}
      />
    </PageBody>
  )
}
