import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { StatusTabs } from '@/components/table/status-tabs'
import { ButtonLink } from '@/components/ui/button-link'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { firstParcels, ofAnyState, parcelsAsked, parcelTabs } from '@/lib/modules/orders/parcels-asked'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { firstView, tasteOf, viewTabs } from '../list-taste'
import { sendersOf } from '../orders/senders'
import { ShippingBar } from './shipping-bar'
import { ShippingList } from './shipping-list'

export async function generateMetadata() {
  return { title: (await getTranslations('shipping'))('title') }
}

export default async function ShippingPage({ searchParams }: { searchParams: SearchParams }) {
  const { tab: state, filter } = parcelsAsked(await searchParams)
  const actor = await requireActor()
  const taste = await tasteOf(actor, 'parcels', searchParams)
  const opened = await firstView('/shipping', taste, searchParams)
  if (opened) redirect(opened)
  const can = rightsOf(actor, [
    ...(['fulfilment.ship', 'fulfilment.unship', 'fulfilment.unblock'] as const),
    ...(['fulfilment.block', 'fulfilment.move', 'fulfilment.start-bulk'] as const),
    ...(['print.labels', 'print.slips', 'parcel.accept-weight'] as const),
  ])
  const [page, warehouses, t, orders] = await Promise.all([
    load(listFulfilments, filter),
    tryLoad(listWarehouses, { limit: 200 }),
    getTranslations('shipping'),
    getTranslations('orders'),
  ])
  const places = warehouses.ok ? warehouses.value.items : []
  const names = Object.fromEntries(places.map(({ code, name }) => [code, name]))
  const href = (key: string) => {
    const query = new URLSearchParams({
      ...(filter.warehouseCode && { warehouseCode: filter.warehouseCode }),
      ...(filter.set && { set: filter.set }),
      ...(key === 'blocked' || key === 'late'
        ? { [key]: '1' }
        : (key !== firstParcels || taste.defaultView) && { state: key }),
    }).toString()
    return query ? `/shipping?${query}` : '/shipping'
  }
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={may(actor, 'print.list') ? <ButtonLink href="/shipping/prints">{t('prints')}</ButtonLink> : undefined}
      />
      <StatusTabs
        current={taste.current?.id ?? state}
        items={[
          ...parcelTabs.map((key) => ({
            key,
            label:
              key === 'all'
                ? orders('tab.all')
                : key === 'blocked' || key === 'late'
                  ? t(key)
                  : orders(`fulfilmentState.${key}`),
            href: href(key),
          })),
          ...viewTabs('/shipping', taste),
        ]}
      />
      <ShippingBar taste={taste} warehouses={names} />
      <ShippingList
        taste={taste}
        page={page}
        warehouseNames={names}
        senders={sendersOf(places).map(({ code, name }) => ({ code, name }))}
        can={can}
        filter={filter}
        waiting={state === firstParcels}
        mixed={ofAnyState(state)}
        blocked={state === 'blocked'}
      />
    </PageBody>
  )
}
