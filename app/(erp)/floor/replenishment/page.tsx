import { getTranslations } from 'next-intl/server'
import { PickFacesCard } from '@/components/floor/pick-faces-card'
import { WarehouseSelect } from '@/components/floor/warehouse-select'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { listPickFaces } from '@/lib/modules/warehouse/list-pick-faces'
import { listReplenishment } from '@/lib/modules/warehouse/list-replenishment'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { setPickFaceAction } from '../actions'
import { FloorTabs } from '../floor-tabs'
import { warehouseOf } from '../warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.replenishment'))('title') }
}

export default async function ReplenishmentPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ current, options }, t] = await Promise.all([
    warehouseOf(searchParams),
    getTranslations('floor.replenishment'),
  ])
  const of = current && { warehouseCode: current.code, limit: 200 }
  const actor = await requireActor()
  const [items, faces] = of
    ? await Promise.all([
        load(listReplenishment, of).then((page) => page.items),
        may(actor, 'replenishment.faces') ? load(listPickFaces, of).then((page) => page.items) : [],
      ])
    : [[], []]
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={current ? <WarehouseSelect value={current.code} options={options} /> : undefined}
      />
      <FloorTabs current="replenishment" />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState title={t('empty')} text={t('emptyText')} />
        ) : (
          <Table>
            <thead>
              <tr>
                <Th>{t('toBin')}</Th>
                <Th>{t('sku')}</Th>
                <Th align="right">{t('held')}</Th>
                <Th align="right">{t('levels')}</Th>
                <Th>{t('fromBin')}</Th>
                <Th align="right">{t('quantity')}</Th>
                <Th>{t('takenBy')}</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={`${row.toBin} ${row.skuCode}`}>
                  <Td className="font-mono">{row.toBin}</Td>
                  <Td className="font-mono">{row.skuCode}</Td>
                  <Td align="right" className="tabular-nums">
                    {row.held}
                  </Td>
                  <Td align="right" className="tabular-nums">
                    {row.least} – {row.most}
                  </Td>
                  <Td className="font-mono">{row.fromBin ?? t('nowhere')}</Td>
                  <Td align="right" className="font-semibold tabular-nums">
                    {row.quantity}
                  </Td>
                  <Td>{row.takenBy ?? '—'}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {current && may(actor, 'replenishment.faces') ? (
        <PickFacesCard
          warehouseId={current.id}
          faces={faces}
          set={may(actor, 'replenishment.set') && may(actor, 'bin.list') ? setPickFaceAction : undefined}
        />
      ) : null}
    </PageBody>
  )
}
