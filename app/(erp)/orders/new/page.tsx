import { forbidden } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { OrderForm } from './order-form'

export async function generateMetadata() {
  return { title: (await getTranslations('orders.new'))('title') }
}

export default async function NewOrderPage() {
  if (!rightsOf(await requireActor(), ['order.create'])['order.create']) forbidden()
  const [shops, t] = await Promise.all([
    load(listShops, { status: 'active', limit: 200 }),
    getTranslations('orders.new'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        crumbs={[{ label: t('orders'), href: '/orders' }, { label: t('title') }]}
      />
      {shops.items.length === 0 ? (
        <EmptyState
          title={t('noShop')}
          text={t('noShopText')}
          action={
            <ButtonLink variant="primary" href="/settings/shops">
              {t('toShops')}
            </ButtonLink>
          }
        />
      ) : (
        <OrderForm shops={shops.items.map(({ code, name, currency }) => ({ code, name, currency }))} />
      )}
    </PageBody>
  )
}
