import { getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { LinesTable } from '@/components/pools/lines-table'
import { PoolBadge } from '@/components/pools/pool-badge'
import { PoolMoves } from '@/components/pools/pool-moves'
import { Quantity } from '@/components/stock/quantity'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { getPool } from '@/lib/modules/inventory/get-pool'
import { listPoolIncoming } from '@/lib/modules/inventory/list-pool-incoming'
import { listPoolMoves } from '@/lib/modules/inventory/list-pool-moves'
import { listPoolStock } from '@/lib/modules/inventory/list-pool-stock'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { listShops } from '@/lib/modules/settings/list-shops'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { warehouseNames } from '../../warehouses'
import { IncomingDialog } from './incoming-dialog'
import { PoolActions } from './pool-actions'

type Props = { params: Promise<{ poolId: string }> }

export async function generateMetadata({ params }: Props) {
  const pool = await tryLoad(getPool, await params)
  return { title: pool.ok ? pool.value.name : (await getTranslations('pools'))('pool.title') }
}

export default async function PoolPage({ params }: Props) {
  const pool = await load(getPool, await params)
  const actor = await requireActor()
  const [stock, moves, incoming, transfers, shops, warehouses, t] = await Promise.all([
    tryLoad(listPoolStock, { poolCode: pool.code, limit: 200 }),
    tryLoad(listPoolMoves, { poolCode: pool.code, limit: 20 }),
    tryLoad(listPoolIncoming, { poolCode: pool.code, limit: 50 }),
    may(actor, 'pool.set-incoming') ? tryLoad(listTransfers, { state: 'in_transit', limit: 50 }) : null,
    tryLoad(listShops, { limit: 200 }),
    warehouseNames(),
    getTranslations('pools'),
  ])
  const known = shops.ok ? shops.value.items.map(({ code, name }) => ({ code, name })) : []
  const named = (code: string) => known.find((shop) => shop.code === code)?.name ?? code
  const active = pool.status === 'active'
  const time = (at: string | null) => (at ? <TimeCell value={at} exact /> : '—')
  return (
    <PageBody>
      <PageHeader
        title={pool.name}
        badge={<PoolBadge pool={pool} now={new Date().toISOString()} />}
        subtitle={pool.code}
        crumbs={[{ label: t('pool.title'), href: '/stock/pools' }, { label: pool.code }]}
        actions={
          <>
            {active ? (
              <PoolActions pool={pool} shops={known} can={rightsOf(actor, ['pool.update', 'pool.end'])} />
            ) : null}
            {may(actor, 'pool-move.create') ? (
              <ButtonLink variant="primary" href={`/stock/pools/move?pool=${encodeURIComponent(pool.code)}`}>
                {t('pool.move')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <Card>
        <Facts
          items={[
            { key: 'quantity', label: t('pool.quantity'), value: <Quantity value={pool.quantity} /> },
            { key: 'reserved', label: t('pool.reserved'), value: <Quantity value={pool.reserved} /> },
            { key: 'available', label: t('pool.available'), value: <Quantity value={pool.available} /> },
            { key: 'incoming', label: t('pool.incoming'), value: <Quantity value={pool.incoming} /> },
            ...(pool.customerGroups.length > 0
              ? [{ key: 'groups', label: t('pool.groups'), value: pool.customerGroups.join(', ') }]
              : []),
            {
              key: 'rule',
              label: t('pool.rule'),
              value: [
                t(pool.fallsBack ? 'pool.rules.falls' : 'pool.rules.strict'),
                t(pool.returns ? 'pool.left.returns' : 'pool.left.stays'),
              ].join(' · '),
            },
            { key: 'priority', label: t('pool.priority'), value: pool.priority },
            { key: 'startsAt', label: t('pool.startsAt'), value: time(pool.startsAt) },
            { key: 'endsAt', label: t('pool.endsAt'), value: time(pool.endedAt ?? pool.endsAt) },
            { key: 'shops', label: t('pool.shops'), value: pool.shopCodes.map(named).join(', '), wide: true },
          ]}
        />
      </Card>
      <Section title={t('pool.stock')} text={t('pool.stockText')}>
        {stock.ok && stock.value.items.length > 0 ? (
          <LinesTable
            label={t('pool.stock')}
            sku={t('pool.sku')}
            lines={stock.value.items}
            rowKey={(line) => `${line.skuId} ${line.warehouseCode}`}
            columns={[
              {
                key: 'warehouse',
                label: t('pool.warehouse'),
                cell: (line) => warehouses[line.warehouseCode] ?? line.warehouseCode,
              },
              ...(['quantity', 'reserved', 'available'] as const).map((key) => ({
                key,
                label: t(`pool.${key}`),
                align: 'right' as const,
                cell: (line: { quantity: number; reserved: number; available: number }) => (
                  <Quantity value={line[key]} />
                ),
              })),
            ]}
          />
        ) : (
          <p className="text-sm text-muted">{t('pool.stockEmpty')}</p>
        )}
      </Section>
      <Section
        title={t('incoming.title')}
        text={t('incoming.text')}
        aside={
          active && transfers?.ok ? <IncomingDialog poolId={pool.id} transfers={transfers.value.items} /> : undefined
        }
      >
        {incoming.ok && incoming.value.items.length > 0 ? (
          <LinesTable
            label={t('incoming.title')}
            sku={t('pool.sku')}
            lines={incoming.value.items}
            rowKey={(line) => line.id}
            columns={[
              {
                key: 'transfer',
                label: t('incoming.transfer'),
                cell: (line) => <span className="font-mono text-[0.93em]">{line.transferNumber}</span>,
              },
              ...(['quantity', 'promised', 'arrived', 'lost'] as const).map((key) => ({
                key,
                label: t(`incoming.${key}`),
                align: 'right' as const,
                cell: (line: { quantity: number; promised: number; arrived: number; lost: number }) => (
                  <Quantity value={line[key]} />
                ),
              })),
            ]}
          />
        ) : (
          <p className="text-sm text-muted">{t('incoming.empty')}</p>
        )}
      </Section>
      {moves.ok ? (
        <Section title={t('move.list')}>
          <PoolMoves moves={moves.value.items} warehouses={warehouses} />
        </Section>
      ) : null}
    </PageBody>
  )
}
