import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { PrintButton } from '@/components/print/print-button'
import { MovementTable } from '@/components/stock/movement-table'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { add, fromMinor, toMinor } from '@/lib/kernel/money'
import { getReceipt } from '@/lib/modules/inventory/get-receipt'
import { mostPapers } from '@/lib/modules/prints/states'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { printSkuLabelsAction } from '../../../../print/print-actions'
import { warehouseNames } from '../../warehouses'

type Props = { params: Promise<{ receiptId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('places')
  const receipt = await tryLoad(getReceipt, await params)
  return { title: receipt.ok ? t('receive.document', { number: receipt.value.number }) : t('receive.title') }
}

export default async function ReceiptPage({ params }: Props) {
  const receipt = await load(getReceipt, await params)
  const [warehouses, actor, t] = await Promise.all([warehouseNames(), requireActor(), getTranslations('places')])
  const { number, warehouseCode, reference, note, createdAt, lines } = receipt
  const currency = lines[0]?.currency ?? ''
  const sum = lines
    .map((line) => ({ minor: toMinor(line.value, line.currency), currency: line.currency }))
    .reduce(add, { minor: 0n, currency })
  return (
    <PageBody>
      <PageHeader
        title={t('receive.document', { number })}
        crumbs={[{ label: t('receive.title'), href: '/stock/receive' }, { label: number }]}
        actions={
          may(actor, 'print.sku-labels') && lines.length <= 200 ? (
            <PrintButton
              kind="sku_label"
              input={{ skus: stickersOf(lines) }}
              count={lines.length}
              print={printSkuLabelsAction}
            />
          ) : undefined
        }
      />
      <Card>
        <Facts
          items={[
            { key: 'warehouse', label: t('receive.warehouse'), value: warehouses[warehouseCode] ?? warehouseCode },
            { key: 'reference', label: t('receive.reference'), value: reference || '—' },
            { key: 'at', label: t('receive.createdAt'), value: <TimeCell value={createdAt} exact /> },
            {
              key: 'sum',
              label: t('receive.sum'),
              value: <MoneyCell amount={fromMinor(sum.minor, currency)} currency={currency} className="text-fg!" />,
            },
            { key: 'note', label: t('receive.note'), value: note || '—', wide: true },
          ]}
        />
      </Card>
      <Section title={t('receive.lines')} text={t('lines.count', { count: lines.length })}>
        <MovementTable
          label={t('receive.lines')}
          rows={lines}
          warehouses={warehouses}
          without={['warehouse', 'reference']}
          empty={null}
        />
      </Section>
    </PageBody>
  )
}

/** One for each unit that arrived; more than a file holds are asked for by number. */
function stickersOf(lines: readonly { skuCode: string; quantity: number }[]) {
  const all = lines.reduce((sum, line) => sum + line.quantity, 0)
  return lines.map(({ skuCode, quantity }) => (all > mostPapers ? { skuCode } : { skuCode, copies: quantity }))
}
