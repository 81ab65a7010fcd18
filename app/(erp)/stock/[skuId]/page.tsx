import { Boxes, History, TriangleAlert } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { MovementTable } from '@/components/stock/movement-table'
import { PlacesTable } from '@/components/stock/places-table'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { warehouseNames } from '../warehouses'

type Props = { params: Promise<{ skuId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const sku = await tryLoad(getSku, await params)
  return { title: sku.ok ? sku.value.code : (await getTranslations('stock'))('title') }
}

export default async function SkuStockPage({ params, searchParams }: Props) {
  const sku = await load(getSku, await params)
  const { cursor } = await pickParams(searchParams, ['cursor'])
  const [actor, stock, movements, warehouses, t] = await Promise.all([
    requireActor(),
    load(listStock, { skuCode: sku.code, limit: 200 }),
    tryLoad(listMovements, { skuCode: sku.code, ...(cursor && { cursor }) }),
    warehouseNames(),
    getTranslations('stock'),
  ])
  const available = stock.items.reduce((sum, place) => sum + place.available, 0)
  const low = sku.safetyStock > 0 && available <= sku.safetyStock
  return (
    <PageBody>
      <PageHeader
        title={<CopyText value={sku.code} />}
        badge={
          low ? (
            <Badge tone="amber">
              <TriangleAlert aria-hidden="true" />
              {t('lowMark', { available, safety: sku.safetyStock })}
            </Badge>
          ) : null
        }
        subtitle={[sku.name, sku.nameEn].filter(Boolean).join(' · ')}
        crumbs={[{ label: t('title'), href: '/stock' }, { label: sku.code }]}
        actions={
          <>
            {may(actor, 'product.get') ? (
              <ButtonLink href={`/products/${sku.productId}`}>{t('detail.product')}</ButtonLink>
            ) : null}
            {may(actor, 'stock.adjust') ? (
              <ButtonLink variant="primary" href={`/stock/adjust?sku=${encodeURIComponent(sku.code)}`}>
                {t('detail.adjust')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <Section title={t('detail.places')}>
        {stock.items.length > 0 ? (
          <PlacesTable places={stock.items} warehouses={warehouses} safetyStock={sku.safetyStock} />
        ) : (
          <EmptyState
            icon={<Boxes />}
            title={t('detail.never')}
            className="rounded-lg border border-line bg-surface py-8"
          />
        )}
      </Section>
      {movements.ok ? (
        <Section title={t('movements.title')}>
          <MovementTable
            label={t('movements.title')}
            rows={movements.value.items}
            nextCursor={movements.value.nextCursor}
            warehouses={warehouses}
            without={['sku']}
            empty={<EmptyState icon={<History />} title={t('movements.empty')} text={t('movements.emptyText')} />}
          />
        </Section>
      ) : null}
    </PageBody>
  )
}
