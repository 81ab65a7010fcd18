import { Boxes, History, TriangleAlert } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ThresholdsSheet } from '@/components/alerts/thresholds-sheet'
import { TrackingSheet } from '@/components/batches/tracking-sheet'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { PrintButton } from '@/components/print/print-button'
import { momentsOf } from '@/components/stock/moments'
import { MovementTable } from '@/components/stock/movement-table'
import { type Past, PastState } from '@/components/stock/past-state'
import { PlacesTable } from '@/components/stock/places-table'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { getThresholds } from '@/lib/modules/inventory/get-thresholds'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { stockChanges } from '@/lib/modules/inventory/stock-changes'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { printSkuLabelsAction } from '../../../print/print-actions'
import { setThresholdsAction, trackSkuAction } from '../actions'
import { warehouseNames } from '../warehouses'

type Props = { params: Promise<{ skuId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const sku = await tryLoad(getSku, await params)
  return { title: sku.ok ? sku.value.code : (await getTranslations('stock'))('title') }
}

export default async function SkuStockPage({ params, searchParams }: Props) {
  const sku = await load(getSku, await params)
  const { cursor, at, to } = await pickParams(searchParams, ['cursor', 'at', 'to'])
  const [actor, stock, movements, thresholds, warehouses, t, lots] = await Promise.all([
    requireActor(),
    load(listStock, { skuCode: sku.code, limit: 200 }),
    tryLoad(listMovements, { skuCode: sku.code, ...(cursor && { cursor }) }),
    tryLoad(getThresholds, { skuId: sku.id }),
    warehouseNames(),
    getTranslations('stock'),
    getTranslations('batches'),
  ])
  const past = at && may(actor, 'stock.at') ? await pastOf(sku.code, at, to, actor.tenant.timeZone) : null
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
            {sku.batchTracked && may(actor, 'batch.list') ? (
              <ButtonLink href={`/stock/batches?skuCode=${encodeURIComponent(sku.code)}`}>{lots('title')}</ButtonLink>
            ) : null}
            {sku.serialMode !== 'none' && may(actor, 'serial.list') ? (
              <ButtonLink href={`/stock/serials?skuCode=${encodeURIComponent(sku.code)}`}>{lots('serials')}</ButtonLink>
            ) : null}
            {may(actor, 'print.sku-labels') ? (
              <PrintButton
                kind="sku_label"
                input={{ skus: [{ skuCode: sku.code }] }}
                count={1}
                print={printSkuLabelsAction}
              />
            ) : null}
            {thresholds.ok && may(actor, 'stock.set-thresholds') ? (
              <ThresholdsSheet
                thresholds={thresholds.value}
                warehouses={warehouses}
                mayChangeSku={may(actor, 'sku.update') && actor.scope.warehouseIds === null}
                save={setThresholdsAction}
              />
            ) : null}
            {may(actor, 'sku.track') && !sku.bundle ? <TrackingSheet sku={sku} save={trackSkuAction} /> : null}
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
          <PlacesTable
            places={stock.items}
            warehouses={warehouses}
            safetyStock={sku.safetyStock}
            safetyOf={Object.fromEntries(
              (thresholds.ok ? thresholds.value.warehouses : []).map((place) => [
                place.warehouseCode,
                place.safetyStock,
              ]),
            )}
          />
        ) : (
          <EmptyState
            icon={<Boxes />}
            title={t('detail.never')}
            className="rounded-lg border border-line bg-surface py-8"
          />
        )}
      </Section>
      {may(actor, 'stock.at') && stock.items.length > 0 ? (
        <Section title={t('past.title')} text={t('past.text', { zone: actor.tenant.timeZone })}>
          <PastState at={at ?? ''} to={to ?? ''} past={past} warehouses={warehouses} />
        </Section>
      ) : null}
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

/** What stood there at the first moment and what changed until the second; what cannot be asked says why. */
async function pastOf(skuCode: string, at: string, to: string | undefined, zone: string): Promise<Past> {
  const moments = momentsOf(at, to, zone, new Date())
  if (moments.kind !== 'asked') return { kind: moments.kind }
  const [from, until] = [moments.from.toISOString(), moments.to.toISOString()]
  const [state, changes] = await Promise.all([
    tryLoad(stockAt, { at: from, skuCode, limit: 200 }),
    tryLoad(stockChanges, { from, to: until, skuCode }),
  ])
  if (!state.ok) return { kind: 'wrong' }
  return { kind: 'asked', places: state.value.items, changes: changes.ok ? changes.value : null }
}
