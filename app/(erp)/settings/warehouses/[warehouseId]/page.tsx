import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { getBin } from '@/lib/modules/inventory/get-bin'
import { listBins } from '@/lib/modules/inventory/list-bins'
import { listZones } from '@/lib/modules/inventory/list-zones'
import { getWarehouse } from '@/lib/modules/settings/get-warehouse'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { BinList } from './bin-list'
import { ZoneCard } from './zone-card'

type Props = { params: Promise<{ warehouseId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const warehouse = await tryLoad(getWarehouse, await params)
  return { title: warehouse.ok ? warehouse.value.name : (await getTranslations('warehouses'))('title') }
}

/** `?bin=<id>`, `?bin=new` and `?bin=range` open a sheet, so that it can be linked to and left with "back". */
export default async function WarehousePage({ params, searchParams }: Props) {
  const { warehouseId } = await params
  const warehouse = await load(getWarehouse, { warehouseId })
  const { bin, zoneId, status, q, cursor } = await pickParams(searchParams, ['bin', 'zoneId', 'status', 'q', 'cursor'])
  const asked = { ...(zoneId && { zoneId }), ...(status && { status }), ...(q && { q }), ...(cursor && { cursor }) }
  const [actor, zones, bins, edited, t, list] = await Promise.all([
    requireActor(),
    load(listZones, { warehouseId, limit: 200 }),
    load(listBins, { warehouseId, ...asked }),
    bin && bin !== 'new' && bin !== 'range' ? load(getBin, { binId: bin }) : null,
    getTranslations('places.warehouse'),
    getTranslations('warehouses'),
  ])
  const rights = (resource: 'zone' | 'bin') => ({
    create: may(actor, `${resource}.create`),
    update: may(actor, `${resource}.update`),
    close: may(actor, `${resource}.close`),
  })
  return (
    <PageBody wide>
      <PageHeader
        title={warehouse.name}
        subtitle={t('open')}
        crumbs={[{ label: list('title'), href: '/settings/warehouses' }, { label: warehouse.name }]}
        actions={
          may(actor, 'stock.bins') ? (
            <ButtonLink href={`/stock/bins?${new URLSearchParams({ warehouseCode: warehouse.code })}`}>
              {t('stock')}
            </ButtonLink>
          ) : null
        }
      />
      <ZoneCard warehouseId={warehouse.id} zones={zones.items} rights={rights('zone')} />
      <BinList
        warehouseId={warehouse.id}
        warehouseCode={warehouse.code}
        page={bins}
        zones={zones.items}
        edited={edited}
        sheet={bin === 'new' || bin === 'range' ? bin : null}
        rights={rights('bin')}
        mayCreateRange={may(actor, 'bin.create-range')}
        mayPrint={may(actor, 'print.bin-labels')}
        zoneCode={zones.items.find(({ id }) => id === zoneId)?.code}
        filtered={Boolean(zoneId || status || q)}
      />
    </PageBody>
  )
}
