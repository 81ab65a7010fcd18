import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SerialStateBadge } from '@/components/batches/batch-status'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ReasonBadge } from '@/components/stock/reason-badge'
import { SkuCell } from '@/components/stock/sku-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import type { MovementView } from '@/lib/modules/inventory/schema'
import { traceSerial } from '@/lib/modules/orders/trace-serial'
import { load, tryLoad } from '@/lib/platform/entrance/page'
import { warehouseNames } from '../../warehouses'

type Props = { params: Promise<{ serialId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('batches')
  const unit = await tryLoad(traceSerial, await params)
  return { title: unit.ok ? t('oneSerial', { no: unit.value.serialNo }) : t('serials') }
}

/** A unit's own story: when it came, with which order it left, whether it came back. */
export default async function SerialPage({ params }: Props) {
  const unit = await load(traceSerial, await params)
  const [warehouses, t] = await Promise.all([warehouseNames(), getTranslations('batches')])
  const nameOf = (code: string) => warehouses[code] ?? code
  return (
    <PageBody>
      <PageHeader
        title={t('oneSerial', { no: unit.serialNo })}
        badge={<SerialStateBadge state={unit.state} />}
        crumbs={[{ label: t('serials'), href: '/stock/serials' }, { label: unit.serialNo }]}
      />
      <Card>
        <Facts
          items={[
            {
              key: 'sku',
              label: t('sku'),
              value: (
                <SkuCell code={unit.skuCode} name={unit.name} nameEn={unit.nameEn} href={`/stock/${unit.skuId}`} />
              ),
            },
            {
              key: 'warehouse',
              label: t('warehouse'),
              value: unit.warehouseCode === null ? '—' : nameOf(unit.warehouseCode),
            },
            { key: 'createdAt', label: t('createdAt'), value: <TimeCell value={unit.createdAt} exact /> },
          ]}
        />
      </Card>
      <Card title={t('story')}>
        <ol className="flex flex-col gap-2 text-sm">
          {unit.moves.map((move) => (
            <li
              key={move.movementId}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-soft pb-2 last:border-0 last:pb-0"
            >
              <TimeCell value={move.at} exact className="text-muted" />
              <ReasonBadge reason={move.reason as MovementView['reason']} />
              <span>{nameOf(move.warehouseCode)}</span>
              <Link
                href={`/stock/movements/${move.movementId}`}
                prefetch={false}
                className="rounded-sm font-mono text-[0.93em] hover:underline"
              >
                {move.reference}
              </Link>
              {move.orderId ? (
                <Link
                  href={`/orders/${move.orderId}`}
                  prefetch={false}
                  className="rounded-sm text-accent-text hover:underline"
                >
                  {t('order')} <span className="font-mono text-[0.93em]">{move.orderNumber}</span>
                </Link>
              ) : null}
            </li>
          ))}
        </ol>
      </Card>
    </PageBody>
  )
}
