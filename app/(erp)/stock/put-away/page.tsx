import { PackageCheck, Warehouse } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { EmptyState } from '@/components/ui/empty-state'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { StockTabs } from '../stock-tabs'
import { openWarehouses } from '../warehouses'
import { PutAwayForm } from './put-away-form'
import { WarehouseChoice } from './warehouse-choice'

export async function generateMetadata() {
  return { title: (await getTranslations('places.putAway'))('title') }
}

const perPage = 50

export default async function PutAwayPage({ searchParams }: { searchParams: SearchParams }) {
  const { warehouse } = await pickParams(searchParams, ['warehouse'])
  const [actor, warehouses, t, stock] = await Promise.all([
    requireActor(),
    openWarehouses(),
    getTranslations('places.putAway'),
    getTranslations('stock.adjust'),
  ])
  const chosen = warehouses.find(({ value }) => value === warehouse) ?? warehouses[0]
  const page = chosen ? await load(listPutAway, { warehouseCode: chosen.value, limit: perPage }) : null
  return (
    <PageBody>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="putAway" />
      <p className="text-sm text-muted">{t('text')}</p>
      {chosen && page ? (
        <>
          <WarehouseChoice options={warehouses} value={chosen.value} />
          {page.items.length === 0 ? (
            <EmptyState icon={<PackageCheck />} title={t('empty')} text={t('emptyText')} />
          ) : (
            <PutAwayForm
              // What is left after a move is another list.
              key={`${chosen.value} ${page.items.map((row) => `${row.skuId}${row.quantity}`).join()}`}
              warehouseCode={chosen.value}
              rows={page.items}
              more={page.nextCursor !== null}
              mayMove={may(actor, 'stock.move')}
            />
          )}
        </>
      ) : (
        <EmptyState icon={<Warehouse />} title={stock('noWarehouses')} text={stock('noWarehousesText')} />
      )}
    </PageBody>
  )
}
