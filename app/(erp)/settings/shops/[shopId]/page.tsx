import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { AuthoriseCard } from '@/components/channels/authorise-card'
import { ConnectionActions } from '@/components/channels/connection-actions'
import { ConnectionForm } from '@/components/channels/connection-form'
import { ConnectionState } from '@/components/channels/connection-state'
import { FlowsCard } from '@/components/channels/flows-card'
import { ShopRuleForm } from '@/components/channels/shop-rule-form'
import { UnreportedCard } from '@/components/channels/unreported-card'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AlertBox } from '@/components/ui/alert-box'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { getFlows } from '@/lib/modules/channels/get-flows'
import { getShopRule } from '@/lib/modules/channels/get-shop-rule'
import { listReports } from '@/lib/modules/channels/list-reports'
import { getShop } from '@/lib/modules/settings/get-shop'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import {
  authoriseAction,
  retryReportAction,
  runFlowAction,
  setConnectionAction,
  setShopRuleAction,
  testConnectionAction,
} from './actions'

type Params = { params: Promise<{ shopId: string }> }

const shopOf = cache((shopId: string) => load(getShop, { shopId }))

export async function generateMetadata({ params }: Params) {
  const shop = await shopOf((await params).shopId)
  return { title: (await getTranslations('channels'))('title', { shop: shop.name }) }
}

export default async function ConnectionPage({ params }: Params) {
  const { shopId } = await params
  const [shop, connection, t, channel, actor] = await Promise.all([
    shopOf(shopId),
    load(getConnection, { shopId }),
    getTranslations('channels'),
    getTranslations('shops.channels'),
    requireActor(),
  ])
  const can = rightsOf(actor, [
    'connection.set',
    'connection.test',
    'connection.authorise',
    'connection.permit',
    'shipment-report.retry',
    'shop-rule.get',
    'shop-rule.set',
    'shop-flow.status',
    'shop-flow.run',
    'listing.list',
  ])
  const connected = connection.supported && connection.state !== 'none'
  const { failed, waiting } = connection.unreported
  const [bad, late] = await Promise.all(
    (['failed', 'waiting'] as const).map((state) =>
      (state === 'failed' ? failed : waiting) > 0 ? tryLoad(listReports, { shopId, state, limit: 20 }) : null,
    ),
  )
  const [flows, rule, warehouses] = await Promise.all([
    connected && can['shop-flow.status'] ? tryLoad(getFlows, { shopId }) : null,
    can['shop-rule.get'] && can['shop-rule.set'] ? tryLoad(getShopRule, { shopId }) : null,
    tryLoad(listWarehouses, { limit: 200, status: 'active' }),
  ])
  const reports = [bad, late].flatMap((found) => (found?.ok ? found.value.items : []))
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: t('shops'), href: '/settings/shops' }, { label: shop.name }]}
        title={t('title', { shop: shop.name })}
        subtitle={channel(shop.channel)}
        actions={
          connection.supported && connection.state !== 'none' ? (
            <ConnectionActions
              connection={connection}
              can={can}
              test={testConnectionAction}
              set={setConnectionAction}
            />
          ) : null
        }
      />
      {connection.supported ? (
        <>
          <ConnectionState connection={connection} />
          {reports.length > 0 ? (
            <UnreportedCard reports={reports} mayRetry={can['shipment-report.retry']} retry={retryReportAction} />
          ) : null}
          {flows?.ok ? (
            <FlowsCard
              shopId={shopId}
              flows={flows.value}
              mayRun={can['shop-flow.run']}
              mayList={can['listing.list']}
              start={runFlowAction}
            />
          ) : null}
          {rule?.ok ? (
            <ShopRuleForm
              rule={rule.value}
              warehouses={warehouses.ok ? warehouses.value.items.map(({ id, name }) => ({ id, name })) : []}
              set={setShopRuleAction}
            />
          ) : null}
          {connection.permitted && can['connection.authorise'] && can['connection.permit'] ? (
            <AuthoriseCard connection={connection} authorise={authoriseAction} />
          ) : null}
          {can['connection.set'] ? <ConnectionForm connection={connection} set={setConnectionAction} /> : null}
        </>
      ) : (
        <AlertBox title={t('unsupported.title', { channel: channel(shop.channel) })}>{t('unsupported.text')}</AlertBox>
      )}
    </PageBody>
  )
}
