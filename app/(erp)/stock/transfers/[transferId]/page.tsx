import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { TransferBadge } from '@/components/places/transfer-badge'
import { TransferLines } from '@/components/places/transfer-lines'
import { PrintButton } from '@/components/print/print-button'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { printCartonMarksAction } from '../../../../print/print-actions'
import { ReceiveTransferForm } from './receive-transfer-form'
import { TransferActions } from './transfer-actions'

type Props = { params: Promise<{ transferId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('places')
  const transfer = await tryLoad(getTransfer, await params)
  return { title: transfer.ok ? t('transfer.document', { number: transfer.value.number }) : t('transfer.title') }
}

export default async function TransferPage({ params }: Props) {
  const transfer = await load(getTransfer, await params)
  const [actor, places, t] = await Promise.all([
    requireActor(),
    tryLoad(listWarehouses, { limit: 200 }),
    getTranslations('places'),
  ])
  const inSight = new Map(places.ok ? places.value.items.map(({ code, name }) => [code, name]) : [])
  const { number, state, fromWarehouseCode, toWarehouseCode, note, difference } = transfer
  const from = inSight.get(fromWarehouseCode) ?? fromWarehouseCode
  const to = inSight.get(toWarehouseCode) ?? toWarehouseCode
  // Whoever looks after one of the two warehouses works on its side of the transfer alone.
  const sends = inSight.has(fromWarehouseCode)
  const receives = inSight.has(toWarehouseCode) && may(actor, 'transfer.receive')
  const time = (at: string | null) => (at ? <TimeCell value={at} exact /> : '—')
  return (
    <PageBody>
      <PageHeader
        title={t('transfer.document', { number })}
        badge={<TransferBadge state={state} />}
        subtitle={`${from} → ${to}`}
        crumbs={[{ label: t('transfer.title'), href: '/stock/transfers' }, { label: number }]}
        actions={
          <>
            {sends && state !== 'cancelled' && may(actor, 'print.carton-marks') ? (
              <PrintButton
                kind="carton_mark"
                input={{ transferId: transfer.id }}
                count={1}
                print={printCartonMarksAction}
              />
            ) : null}
            {state === 'draft' && sends ? (
              <TransferActions
                transfer={transfer}
                from={from}
                to={to}
                rights={{
                  ship: may(actor, 'transfer.ship'),
                  cancel: may(actor, 'transfer.cancel'),
                  update: may(actor, 'transfer.update'),
                }}
              />
            ) : null}
          </>
        }
      />
      <Card>
        <Facts
          items={[
            { key: 'from', label: t('transfer.from'), value: from },
            { key: 'to', label: t('transfer.to'), value: to },
            { key: 'createdAt', label: t('transfer.createdAt'), value: time(transfer.createdAt) },
            { key: 'shippedAt', label: t('transfer.shippedAt'), value: time(transfer.shippedAt) },
            { key: 'receivedAt', label: t('transfer.receivedAt'), value: time(transfer.receivedAt) },
            { key: 'note', label: t('transfer.note'), value: note || '—' },
            ...(difference
              ? [{ key: 'difference', label: t('transfer.difference'), value: difference, wide: true }]
              : []),
          ]}
        />
      </Card>
      <Section title={t('transfer.lines')} text={t('lines.count', { count: transfer.lines.length })}>
        <TransferLines transfer={transfer} />
      </Section>
      {state === 'in_transit' && receives ? (
        // What has arrived is written anew for what is still on its way.
        <ReceiveTransferForm key={transfer.version} transfer={transfer} />
      ) : null}
    </PageBody>
  )
}
