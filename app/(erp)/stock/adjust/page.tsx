import { Warehouse } from 'lucide-react'
import Link from 'next/link'
import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DetailGrid } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { lineOf } from '@/components/stock/adjust-draft'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { may } from '@/lib/platform/door/actor'
import { requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { StockTabs } from '../stock-tabs'
import { AdjustForm } from './adjust-form'

export async function generateMetadata() {
  return { title: (await getTranslations('stock.adjust'))('title') }
}

/** `?sku=<code>` and `?warehouse=<code>` begin the adjustment, for links from elsewhere. */
export default async function AdjustPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor()
  if (!may(actor, 'stock.adjust')) forbidden()
  const { sku, warehouse } = await pickParams(searchParams, ['sku', 'warehouse'])
  const [places, found, recent, t] = await Promise.all([
    tryLoad(listWarehouses, { limit: 200, status: 'active' }),
    sku ? tryLoad(listSkus, { codes: [sku.slice(0, 200)] }) : null,
    tryLoad(listAdjustments, { limit: 8 }),
    getTranslations('stock.adjust'),
  ])
  const warehouses = places.ok ? places.value.items.map(({ code, name }) => ({ value: code, label: name })) : []
  const asked = warehouses.find(({ value }) => value === warehouse) ?? (warehouses.length === 1 ? warehouses[0] : null)
  const lines = found?.ok ? found.value.items.map((one) => lineOf(one)) : []
  return (
    <PageBody>
      <PageHeader title={t('title')} titleInBar />
      <StockTabs current="adjust" />
      <p className="text-sm text-muted">{t('text')}</p>
      {warehouses.length === 0 ? (
        <EmptyState icon={<Warehouse />} title={t('noWarehouses')} text={t('noWarehousesText')} />
      ) : (
        <DetailGrid
          aside={
            recent.ok ? (
              <Card title={t('recent')} padded={false}>
                {recent.value.items.length === 0 ? (
                  <p className="px-4 py-3 text-sm text-muted">{t('recentEmpty')}</p>
                ) : (
                  <ul>
                    {recent.value.items.map((one) => (
                      <li key={one.id} className="border-b border-line-soft last:border-0">
                        <Link
                          href={`/stock/adjustments/${one.id}`}
                          prefetch={false}
                          className="flex min-h-12 items-center justify-between gap-3 px-4 py-1.5 text-sm -outline-offset-2 hover:bg-hover"
                        >
                          <span className="min-w-0">
                            <span className="block truncate font-mono text-xs">{one.number}</span>
                            <span className="block truncate text-xs text-muted">{one.reason}</span>
                          </span>
                          <TimeCell value={one.createdAt} className="text-xs text-muted" />
                        </Link>
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            ) : null
          }
        >
          <AdjustForm warehouses={warehouses} start={{ warehouseCode: asked?.value ?? null, reason: '', lines }} />
        </DetailGrid>
      )}
    </PageBody>
  )
}
