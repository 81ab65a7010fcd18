import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { getMove } from '@/lib/modules/inventory/get-move'
import { load, tryLoad } from '@/lib/platform/entrance/page'
import { warehouseNames } from '../../warehouses'

type Props = { params: Promise<{ moveId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('places')
  const move = await tryLoad(getMove, await params)
  return { title: move.ok ? t('move.document', { number: move.value.number }) : t('move.title') }
}

export default async function MovePage({ params }: Props) {
  const { number, warehouseCode, note, createdAt, lines } = await load(getMove, await params)
  const [warehouses, t] = await Promise.all([warehouseNames(), getTranslations('places')])
  return (
    <PageBody>
      <PageHeader
        title={t('move.document', { number })}
        crumbs={[{ label: t('bin.title'), href: '/stock/bins' }, { label: number }]}
      />
      <Card>
        <Facts
          items={[
            { key: 'warehouse', label: t('move.warehouse'), value: warehouses[warehouseCode] ?? warehouseCode },
            { key: 'at', label: t('move.createdAt'), value: <TimeCell value={createdAt} exact /> },
            { key: 'note', label: t('move.note'), value: note || '—', wide: true },
          ]}
        />
      </Card>
      <Section title={t('move.lines')} text={t('lines.count', { count: lines.length })}>
        <div className="overflow-x-auto rounded-lg border border-line bg-surface">
          <table className="list" aria-label={t('move.lines')}>
            <thead>
              <tr>
                <th scope="col">{t('lines.sku')}</th>
                <th scope="col">{t('move.fromBin')}</th>
                <th scope="col">{t('move.toBin')}</th>
                <th scope="col" data-align="right">
                  {t('move.quantity')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={`${line.skuId} ${line.fromBin} ${line.toBin}`}>
                  <td data-frozen="">
                    <SkuCell
                      code={line.skuCode}
                      name={line.skuName}
                      nameEn={line.skuNameEn}
                      href={`/stock/${line.skuId}`}
                    />
                  </td>
                  <td data-label={t('move.fromBin')} className="font-mono text-[0.93em]">
                    {line.fromBin}
                  </td>
                  <td data-label={t('move.toBin')} className="font-mono text-[0.93em]">
                    {line.toBin}
                  </td>
                  <td data-label={t('move.quantity')} data-align="right">
                    <Quantity value={line.quantity} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </PageBody>
  )
}
