import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { AssemblyBadge } from '@/components/pools/assembly-badge'
import { LinesTable } from '@/components/pools/lines-table'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { getAssembly } from '@/lib/modules/inventory/get-assembly'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { warehouseNames } from '../../warehouses'
import { AssemblyActions } from './assembly-actions'

type Props = { params: Promise<{ assemblyId: string }> }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('pools.assembly')
  const order = await tryLoad(getAssembly, await params)
  return { title: order.ok ? t('document', { kind: order.value.kind, number: order.value.number }) : t('title') }
}

export default async function AssemblyPage({ params }: Props) {
  const order = await load(getAssembly, await params)
  const [actor, warehouses, t] = await Promise.all([
    requireActor(),
    warehouseNames(),
    getTranslations('pools.assembly'),
  ])
  const { number, kind, state, currency, lines } = order
  const draft = state === 'draft'
  return (
    <PageBody>
      <PageHeader
        title={t('document', { kind, number })}
        badge={<AssemblyBadge state={state} />}
        subtitle={`${order.skuCode} × ${order.quantity}`}
        crumbs={[{ label: t('title'), href: '/stock/assemblies' }, { label: number }]}
        actions={
          draft ? (
            <AssemblyActions
              order={order}
              rights={{ complete: may(actor, 'assembly.complete'), cancel: may(actor, 'assembly.cancel') }}
            />
          ) : null
        }
      />
      <Card>
        <Facts
          items={[
            {
              key: 'bundle',
              label: t('bundle'),
              value: (
                <SkuCell code={order.skuCode} name={order.name} nameEn={order.nameEn} href={`/stock/${order.skuId}`} />
              ),
            },
            { key: 'quantity', label: t('quantity'), value: <Quantity value={order.quantity} /> },
            {
              key: 'warehouse',
              label: t('warehouse'),
              value: warehouses[order.warehouseCode] ?? order.warehouseCode,
            },
            { key: 'bin', label: t('bin'), value: order.binCode ?? '—' },
            ...(draft
              ? []
              : [
                  {
                    key: 'value',
                    label: t('value'),
                    value: state === 'done' ? <MoneyCell amount={order.value} currency={currency} /> : '—',
                  },
                ]),
            { key: 'createdAt', label: t('createdAt'), value: <TimeCell value={order.createdAt} exact /> },
            { key: 'doneAt', label: t('doneAt'), value: order.doneAt ? <TimeCell value={order.doneAt} exact /> : '—' },
            { key: 'note', label: t('note'), value: order.note || '—' },
          ]}
        />
      </Card>
      <Section
        title={t('lines')}
        {...(draft && kind === 'disassemble' && { text: t('madeOf', { available: order.available }) })}
      >
        <LinesTable
          label={t('lines')}
          sku={t('sku')}
          lines={lines}
          rowKey={(line) => line.skuId}
          columns={[
            { key: 'each', label: t('each'), align: 'right', cell: (line) => <Quantity value={line.each} /> },
            { key: 'quantity', label: t('needed'), align: 'right', cell: (line) => <Quantity value={line.quantity} /> },
            ...(draft && kind === 'assemble'
              ? [
                  {
                    key: 'available',
                    label: t('available'),
                    align: 'right' as const,
                    cell: (line: (typeof lines)[number]) => (
                      <span className="inline-flex items-center justify-end gap-1.5">
                        {line.available < line.quantity ? (
                          <Badge tone="amber">{t('short', { missing: line.quantity - line.available })}</Badge>
                        ) : null}
                        <Quantity value={line.available} />
                      </span>
                    ),
                  },
                ]
              : []),
            ...(state === 'done'
              ? [
                  {
                    key: 'value',
                    label: t('value2'),
                    align: 'right' as const,
                    cell: (line: (typeof lines)[number]) => <MoneyCell amount={line.value} currency={currency} />,
                  },
                ]
              : []),
          ]}
        />
      </Section>
    </PageBody>
  )
}
