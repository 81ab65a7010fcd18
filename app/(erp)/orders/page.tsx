import { FileWarning, Plus, ShoppingBag } from 'lucide-react'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { MissingNumbers, PasteNumbers } from '@/components/table/paste-numbers'
import { StatusTabs } from '@/components/table/status-tabs'
import { ViewMenu } from '@/components/table/view-menu'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { flagColours } from '@/lib/kernel/flag-colours'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { orderFilter } from '@/lib/modules/orders/order-filter'
import { holdCodes } from '@/lib/modules/orders/states'
import { listShops } from '@/lib/modules/settings/list-shops'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { rightsOf } from '@/lib/platform/entrance/rights'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { firstView, tasteOf, viewTabs } from '../list-taste'
import { findNumbersAction } from './mark-actions'
import { orderTabs } from './order-tabs'
import { OrdersList } from './orders-list'

export async function generateMetadata() {
  return { title: (await getTranslations('orders'))('title') }
}

export default async function OrdersPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await pageParams(orderFilter, searchParams)
  const actor = await requireActor()
  const taste = await tasteOf(actor, 'orders', searchParams)
  const first = await firstView('/orders', taste, searchParams)
  if (first) redirect(first)
  const can = rightsOf(actor, [
    'order.review',
    'order.create',
    'order.set-flags',
    'order.set-tags',
    'order.assign',
    'order.start-bulk',
    'rule.rerun',
    'rule.rerun-routing',
    'order.find-numbers',
    'tag.create',
    'reject.list',
    'print.labels',
    'print.slips',
  ])
  const readAt = new Date().toISOString()
  const [page, counts, shops, t] = await Promise.all([
    load(listOrders, params),
    tryLoad(countOrders, params.shopCode ? { shopCode: params.shopCode } : {}),
    tryLoad(listShops, { limit: 200 }),
    getTranslations('orders'),
  ])
  const shopNames = Object.fromEntries(shops.ok ? shops.value.items.map((shop) => [shop.code, shop.name]) : [])
  const { tabs, current, narrowed } = orderTabs(params, counts.ok ? counts.value : null, t, taste)
  const filters: FilterDef[] = [
    {
      kind: 'select',
      key: 'shopCode',
      label: t('filter.shop'),
      options: Object.entries(shopNames).map(([value, label]) => ({ value, label })),
    },
    { kind: 'dates', from: 'from', to: 'to', label: t('filter.dates') },
    {
      kind: 'select',
      key: 'hold',
      label: t('filter.hold'),
      options: [
        { value: 'any', label: t('filter.anyHold') },
        ...holdCodes.map((value) => ({ value, label: t(`hold.${value}`) })),
      ],
    },
    {
      kind: 'select',
      key: 'flag',
      label: t('filter.flag'),
      options: [
        { value: 'any', label: t('filter.anyFlag') },
        ...flagColours.map((value) => ({ value, label: t(`flag.${value}`) })),
      ],
    },
    { kind: 'remote', key: 'tagId', label: t('filter.tag'), href: '/api/v1/tags' },
    {
      kind: 'remote',
      key: 'assignee',
      label: t('filter.assignee'),
      href: '/api/v1/member-names',
      fixed: [
        { value: 'me', label: t('filter.mine') },
        { value: 'none', label: t('filter.nobodys') },
      ],
    },
    { rare: true, kind: 'text', key: 'sku', label: t('filter.sku'), placeholder: t('filter.skuHint') },
    {
      rare: true,
      kind: 'select',
      key: 'overdue',
      label: t('filter.overdue'),
      options: [{ value: '1', label: t('filter.overdueOnly') }],
    },
    {
      rare: true,
      kind: 'select',
      key: 'refundDue',
      label: t('filter.refundDue'),
      options: [{ value: '1', label: t('filter.refundDueOnly') }],
    },
    // Few sell in several currencies: reports lead here with one, nobody else is asked.
    ...(params.currency ? [{ kind: 'text' as const, key: 'currency', label: t('filter.currency') }] : []),
    {
      rare: true,
      kind: 'select',
      key: 'sort',
      label: t('filter.sort'),
      options: [{ value: 'oldest', label: t('filter.oldest') }],
    },
    ...(params.set
      ? [
          {
            kind: 'select' as const,
            key: 'set',
            label: t('filter.set'),
            options: [{ value: params.set, label: t('filter.pasted') }],
          },
        ]
      : []),
    {
      rare: true,
      kind: 'select',
      key: 'valid',
      label: t('filter.valid'),
      options: [{ value: '1', label: t('filter.validOnly') }],
    },
  ]
  const create = can['order.create'] ? (
    <ButtonLink variant="primary" href="/orders/new">
      <Plus />
      {t('new.title')}
    </ButtonLink>
  ) : undefined
  const empty = narrowed ? (
    <EmptyState
      icon={<ShoppingBag />}
      title={t('empty.filtered')}
      text={t('empty.filteredText')}
      action={<ButtonLink href="/orders">{t('empty.clear')}</ButtonLink>}
    />
  ) : (
    <EmptyState icon={<ShoppingBag />} title={t('empty.title')} text={t('empty.text')} action={create} />
  )
  return (
    <PageBody wide>
      <PageHeader title={t('title')} titleInBar />
      <StatusTabs
        items={[...tabs, ...viewTabs('/orders', taste)]}
        current={current}
        aside={
          <span className="flex gap-2 max-md:hidden">
            {can['reject.list'] ? (
              <ButtonLink variant="ghost" href="/orders/rejects">
                <FileWarning />
                {t('rejects.short')}
              </ButtonLink>
            ) : null}
            {create}
          </span>
        }
      />
      <FilterBar
        filters={filters}
        search={{ key: 'q', placeholder: t('filter.search') }}
        aside={
          <>
            {can['order.find-numbers'] ? <PasteNumbers list="orders" href="/orders" find={findNumbersAction} /> : null}
            <ViewMenu taste={taste} />
          </>
        }
      />
      {params.set ? <MissingNumbers key={params.set} set={params.set} from="orders/number-sets" /> : null}
      <OrdersList taste={taste} page={page} shopNames={shopNames} can={can} readAt={readAt} empty={empty} />
    </PageBody>
  )
}
