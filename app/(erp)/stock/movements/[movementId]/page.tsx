import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { BatchTag } from '@/components/batches/batch-tag'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { SignedQuantity } from '@/components/stock/quantity'
import { ReasonBadge } from '@/components/stock/reason-badge'
import { documentPages, ReferenceLink } from '@/components/stock/reference-link'
import { SkuCell } from '@/components/stock/sku-cell'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { getMovement } from '@/lib/modules/inventory/get-movement'
import type { MovementView } from '@/lib/modules/inventory/schema'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { load, tryLoad } from '@/lib/platform/entrance/page'
import { warehouseNames } from '../../warehouses'

export async function generateMetadata() {
  return { title: (await getTranslations('stock.movements'))('one') }
}

type Props = { params: Promise<{ movementId: string }> }

/** The orders a shipment's movement was made for; none where they may not be seen. */
async function ordersOf({ referenceType, referenceId }: MovementView) {
  if (referenceType !== 'fulfilment') return []
  const fulfilment = await tryLoad(getFulfilment, { fulfilmentId: referenceId })
  return fulfilment.ok ? fulfilment.value.orders : []
}

export default async function MovementPage({ params }: Props) {
  const movement = await load(getMovement, await params)
  const [orders, warehouses, t, lots] = await Promise.all([
    ordersOf(movement),
    warehouseNames(),
    getTranslations('stock'),
    getTranslations('batches'),
  ])
  const { referenceType, reference } = movement
  const document = t.has(`movements.referenceTypes.${referenceType}`)
    ? t(`movements.referenceTypes.${referenceType as 'fulfilment'}`)
    : t('movements.reference')
  const facts = [
    {
      key: 'sku',
      label: t('sku'),
      value: (
        <SkuCell
          code={movement.skuCode}
          name={movement.skuName}
          nameEn={movement.skuNameEn}
          href={`/stock/${movement.skuId}`}
        />
      ),
    },
    {
      key: 'warehouse',
      label: t('warehouse'),
      value: warehouses[movement.warehouseCode] ?? movement.warehouseCode,
    },
    {
      key: 'bin',
      label: t('movements.bin'),
      value: <span className="font-mono text-[0.93em]">{movement.binCode}</span>,
    },
    ...(movement.batchNo === null
      ? []
      : [
          {
            key: 'batch',
            label: lots('batch'),
            value: (
              <BatchTag
                batchNo={movement.batchNo}
                expiresOn={movement.expiresOn}
                href={`/stock/batches/${movement.batchId}`}
              />
            ),
          },
        ]),
    { key: 'at', label: t('movements.at'), value: <TimeCell value={movement.at} exact /> },
    { key: 'quantity', label: t('movements.quantity'), value: <SignedQuantity value={movement.quantity} /> },
    {
      key: 'value',
      label: t('movements.value'),
      value: <MoneyCell amount={movement.value} currency={movement.currency} className="text-fg!" />,
    },
    {
      key: 'reference',
      label: document,
      value: documentPages[referenceType] ? (
        <ReferenceLink movement={movement} />
      ) : (
        <span className="font-mono text-[0.93em]">{reference}</span>
      ),
    },
    { key: 'note', label: t('movements.note'), value: movement.note || '—', wide: true },
  ]
  return (
    <PageBody>
      <PageHeader
        title={`${t('movements.one')} ${reference}`}
        badge={<ReasonBadge reason={movement.reason} />}
        crumbs={[{ label: t('movements.title'), href: '/stock/movements' }, { label: reference }]}
      />
      <Card>
        <Facts items={facts} />
      </Card>
      {orders.length > 0 ? (
        <Card title={t('movements.orders')}>
          <ul className="flex flex-col gap-2 text-sm">
            {orders.map((order) => (
              <li key={order.id}>
                <Link
                  href={`/orders/${order.id}`}
                  prefetch={false}
                  className="rounded-sm font-mono text-[0.93em] text-accent-text hover:underline"
                >
                  {order.number}
                </Link>
                <span className="ml-2 font-mono text-xs text-muted">{order.channelOrderNo}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </PageBody>
  )
}
