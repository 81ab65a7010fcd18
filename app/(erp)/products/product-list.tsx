'use client'

import { FileUp, FolderTree, Package, Plus, TableProperties } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { categoryName, categoryOptions } from '@/components/catalog/category-options'
import { attributesOf } from '@/components/catalog/category-tree'
import { PriceRange } from '@/components/catalog/price-range'
import { ProductStatusBadge } from '@/components/catalog/product-status'
import { PageHeader } from '@/components/layout/page-header'
import { type ListMarks, useMarkedList } from '@/components/marks/use-marked-list'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { CategoryView, ProductItem } from '@/lib/modules/catalog/schema'
import { productStatuses } from '@/lib/modules/catalog/states'
import { cancelBulkAction, retryBulkAction } from '../bulk/job-actions'
import { ProductBulk, type ProductBulkAction } from './product-bulk'

const BulkJob = dynamic(() => import('@/components/bulk/bulk-job').then((module) => module.BulkJob), { ssr: false })

const jobActions = { retry: retryBulkAction, cancel: cancelBulkAction }

type Props = {
  tasted: TastedList
  page: { items: ProductItem[]; nextCursor: string | null }
  marks: ListMarks
  categories: CategoryView[]
  mayCreate: boolean
  mayEdit: boolean
  mayImport: boolean
  /** The category the list is narrowed to. */
  asked: string | null
  currency: string
  /** What the list is narrowed by, as the use case takes it. */
  filter: Readonly<Record<string, string>>
  bulk: readonly ProductBulkAction[]
}

const rowId = (product: ProductItem) => product.id
const rowLabel = (product: ProductItem) => product.name
/** A popover with more of them is no help. */
const mostNames = 12

/** What products of the chosen category are told of; of all while none is chosen. */
function namesOf(categories: readonly CategoryView[], asked: string | null): string[] {
  const names = asked ? attributesOf(categories, asked) : categories.flatMap(({ attributes }) => attributes)
  return [...new Set(names)].slice(0, mostNames)
}

const hrefOf = (product: ProductItem) => `/products/${product.id}`

export function ProductList(props: Props) {
  const { tasted, page, categories, mayCreate, mayEdit, mayImport, asked, currency, filter } = props
  const filtered = Object.keys(filter).length > 0
  const [jobId, setJobId] = useState<string | null>(null)
  const marked = useMarkedList<ProductItem>('product', props.marks)
  const t = useTranslations('catalog')
  const locale = useLocale()
  const columns = useMemo<ListColumn<ProductItem>[]>(
    () => [
      {
        key: 'product',
        header: t('product'),
        width: 260,
        cell: (product) => (
          <span className="flex min-w-0 items-center gap-2.5">
            <span
              aria-hidden="true"
              className="flex size-7 shrink-0 items-center justify-center overflow-hidden rounded-md border border-line bg-sunken text-xs font-medium text-muted"
            >
              {product.imageId ? (
                <img
                  src={`/api/v1/products/${product.id}/images/${product.imageId}?size=thumb`}
                  alt=""
                  loading="lazy"
                  className="size-full object-cover"
                />
              ) : (
                Array.from(product.name)[0]
              )}
            </span>
            <span className="min-w-0">
              <Link href={hrefOf(product)} className="block max-w-100 truncate font-medium hover:underline">
                {product.name}
              </Link>
              {product.nameEn ? (
                <span className="block max-w-100 truncate text-xs leading-4 text-muted">{product.nameEn}</span>
              ) : null}
            </span>
          </span>
        ),
      },
      {
        key: 'category',
        header: t('category'),
        cell: ({ category }) =>
          category ? categoryName(category, locale) : <span className="text-subtle">{t('noCategory')}</span>,
      },
      marked.column,
      { key: 'brand', header: t('brand'), cell: (product) => product.brand || '—', wideOnly: true },
      { key: 'status', header: t('status'), cell: (product) => <ProductStatusBadge status={product.status} /> },
      {
        key: 'skus',
        header: t('skuCount'),
        align: 'right',
        cell: (product) => <span data-figure="">{product.skuCount}</span>,
      },
      { key: 'price', header: t('price'), align: 'right', cell: (product) => <PriceRange prices={product.prices} /> },
      {
        key: 'updated',
        header: t('updatedAt'),
        align: 'right',
        cell: (product) => <TimeCell value={product.updatedAt} />,
      },
    ],
    [t, locale, marked.column],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'select', key: 'category', label: t('category'), options: categoryOptions(categories, locale) },
      {
        kind: 'select',
        key: 'status',
        label: t('status'),
        options: productStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
      },
      { kind: 'range', from: 'priceFrom', to: 'priceTo', label: t('priceBand'), unit: currency },
      { kind: 'pairs', key: 'attributes', label: t('attributes'), names: namesOf(categories, asked) },
      ...marked.filters,
    ],
    [t, categories, locale, asked, currency, marked.filters],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  const add = (
    <ButtonLink variant="primary" href="/products/new">
      <Plus />
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} titleInBar />
      <ListBar
        tasted={tasted}
        filters={filters}
        search={search}
        aside={
          <>
            <ButtonLink href="/products/categories" className="max-md:hidden">
              <FolderTree />
              {t('categories.title')}
            </ButtonLink>
            {mayEdit ? (
              <ButtonLink href="/products/edit" className="max-md:hidden">
                <TableProperties />
                {t('grid.open')}
              </ButtonLink>
            ) : null}
            {mayImport ? (
              <ButtonLink href="/imports/new?kind=products" className="max-md:hidden">
                <FileUp />
                {t('import')}
              </ButtonLink>
            ) : null}
            {mayCreate ? add : null}
          </>
        }
      />
      {jobId ? <BulkJob jobId={jobId} actions={jobActions} onClose={() => setJobId(null)} /> : null}
      <DataList
        label={t('list')}
        taste={tasted.taste}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        matchable={props.bulk.length > 0}
        bulk={
          props.bulk.length > 0 || marked.may
            ? (rows, clear, all) => (
                <>
                  {all ? null : marked.button(rows)}
                  <ProductBulk
                    {...{ rows, all, filter, categories, actions: props.bulk }}
                    onStarted={(id) => {
                      clear()
                      setJobId(id)
                    }}
                  />
                </>
              )
            : undefined
        }
        empty={
          filtered ? (
            <EmptyState icon={<Package />} title={t('empty.filtered')} text={t('empty.filteredText')} />
          ) : (
            <EmptyState
              icon={<Package />}
              title={t('empty.title')}
              text={t('empty.text')}
              action={mayCreate ? add : undefined}
            />
          )
        }
      />
      {marked.dialog}
    </>
  )
}
