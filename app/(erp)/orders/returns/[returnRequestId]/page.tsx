import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { NotesPanel } from '@/components/marks/notes-panel'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { notesOf } from '../../../marks-of'
import { ReturnBadge } from '../return-badge'
import { GoodsTable } from './goods-table'
import { ReceiptList } from './receipt-list'
import { ReceiveSheet } from './receive-sheet'

type Props = { params: Promise<{ returnRequestId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('orders.returns')
  const found = await tryLoad(getReturnRequest, await params)
  return { title: found.ok ? t('document', { number: found.value.number }) : t('title') }
}

export default async function ReturnPage({ params }: Props) {
  const asked = await load(getReturnRequest, await params)
  const [actor, shops, places, t] = await Promise.all([
    requireActor(),
    tryLoad(listShops, { limit: 200 }),
    tryLoad(listWarehouses, { limit: 200, status: 'active' }),
    getTranslations('orders.returns'),
  ])
  const notes = await notesOf('return-request', asked.id)
  const can = rightsOf(actor, ['return-request.receive', 'return-request.undo-receipt'])
  const warehouses = places.ok ? places.value.items.map(({ code, name }) => ({ value: code, label: name })) : []
  const shop = shops.ok ? shops.value.items.find(({ code }) => code === asked.shopCode)?.name : undefined
  const open = asked.goods.some((one) => one.open > 0)
  return (
    <PageBody>
      <PageHeader
        title={t('document', { number: asked.number })}
        badge={<ReturnBadge request={asked} />}
        crumbs={[
          { label: t('orders'), href: '/orders' },
          { label: t('title'), href: '/orders/returns' },
          { label: asked.number },
        ]}
        actions={
          can['return-request.receive'] && open ? (
            // What is still open is offered anew after each receipt.
            <ReceiveSheet key={asked.version} request={asked} warehouses={warehouses} />
          ) : null
        }
      />
      <Card>
        <Facts
          items={[
            {
              key: 'order',
              label: t('order'),
              value: (
                <Link
                  href={`/orders/${asked.orderId}`}
                  className="rounded-sm font-mono text-[0.93em] text-accent-text hover:underline"
                >
                  {asked.orderNumber}
                </Link>
              ),
            },
            { key: 'shop', label: t('shop'), value: shop ?? asked.shopCode },
            { key: 'channelNo', label: t('channelNo'), value: asked.channelReturnNo },
            { key: 'at', label: t('at'), value: <TimeCell value={asked.requestedAt} exact /> },
            { key: 'quantity', label: t('quantity'), value: asked.quantity },
            { key: 'amount', label: t('amount'), value: <MoneyCell amount={asked.amount} currency={asked.currency} /> },
            {
              key: 'goods',
              label: t('goods'),
              wide: true,
              value: (
                <>
                  <span className="font-mono text-[0.93em]">{asked.sellerSku}</span> {asked.title}
                </>
              ),
            },
          ]}
        />
      </Card>
      {notes ? <NotesPanel {...notes} /> : null}
      <Section title={t('expected')} text={t('expectedText')}>
        <GoodsTable goods={asked.goods} />
      </Section>
      <Section title={t('receipts')} text={asked.receipts.length === 0 ? t('noReceipts') : undefined}>
        <ReceiptList
          request={asked}
          warehouses={Object.fromEntries(warehouses.map(({ value, label }) => [value, label]))}
          mayUndo={can['return-request.undo-receipt']}
        />
      </Section>
    </PageBody>
  )
}
