'use client'

import { Plus, TagPlus, TagX, UsersRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useBulkOver } from '@/components/bulk/use-bulk-over'
import { PageHeader } from '@/components/layout/page-header'
import { type ListMarks, useMarkedList } from '@/components/marks/use-marked-list'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { EmptyState } from '@/components/ui/empty-state'
import type { CustomerRow } from '@/lib/modules/customers/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { cancelBulkAction, retryBulkAction, startCustomerBulkAction } from '../bulk/job-actions'
import { CustomerSheet } from './customer-sheet'

const jobActions = { start: startCustomerBulkAction, retry: retryBulkAction, cancel: cancelBulkAction }

type Props = {
  tasted: TastedList
  page: { items: CustomerRow[]; nextCursor: string | null }
  marks: ListMarks
  can: Rights<'customer.create' | 'customer.update' | 'customer.start-bulk' | 'import.create'>
  filter: Readonly<Record<string, unknown>>
  filtered: boolean
}

const rowId = (customer: CustomerRow) => customer.id
const rowLabel = (customer: CustomerRow) => `${customer.name} ${customer.number}`
const rowHref = (customer: CustomerRow) => `/customers/${customer.id}`

/** Who buys, as masks, with what they bought in the shops the reader sees. */
export function CustomerList({ tasted, page, marks, can, filter, filtered }: Props) {
  const b = useTranslations('bulk.bar')
  const t = useTranslations('customers')
  const [adding, setAdding] = useState(false)
  const marked = useMarkedList<CustomerRow>('customer', marks)
  const columns = useMemo<ListColumn<CustomerRow>[]>(
    () => [
      {
        key: 'name',
        header: t('name'),
        width: 150,
        cell: (one) => (
          <Link href={rowHref(one)} className="hover:underline">
            {one.name}
          </Link>
        ),
      },
      { key: 'number', header: t('number'), cell: (one) => <span className="font-mono text-xs">{one.number}</span> },
      marked.column,
      { key: 'phone', header: t('phone'), cell: (one) => one.phone },
      { key: 'email', header: t('email'), cell: (one) => one.email },
      { key: 'group', header: t('group'), cell: (one) => one.group },
      { key: 'tags', header: t('tags'), wrap: true, cell: (one) => one.tags.join(' · ') },
      {
        key: 'orders',
        header: t('orderCount'),
        align: 'right',
        cell: (one) => <span data-figure="">{one.orderCount}</span>,
      },
      {
        key: 'spent',
        header: t('spent'),
        align: 'right',
        cell: (one) =>
          one.spent.map(({ currency, total }) => (
            <span key={currency} className="block">
              <MoneyCell amount={total} currency={currency} />
            </span>
          )),
      },
      {
        key: 'last',
        header: t('last'),
        align: 'right',
        cell: (one) => (one.lastOrderAt ? <TimeCell value={one.lastOrderAt} /> : null),
      },
    ],
    [t, marked.column],
  )
  const grouping = {
    ...{ key: 'group', label: b('bulkGroup'), icon: <UsersRound /> },
    asks: { label: b('groupLabel'), required: false, max: 60 },
    what: (group: string) => ({ action: 'customer.update', group }),
  }
  const asks = { label: b('tagLabel'), required: true, max: 40 }
  const tagging = {
    ...{ key: 'tag', label: b('bulkTag'), icon: <TagPlus />, asks },
    what: (tag: string) => ({ action: 'customer.update', addTags: [tag] }),
  }
  const untagging = {
    ...{ key: 'untag', label: b('bulkUntag'), icon: <TagX />, asks },
    what: (tag: string) => ({ action: 'customer.update', removeTags: [tag] }),
  }
  const offers = can['customer.start-bulk'] && can['customer.update'] ? [grouping, tagging, untagging] : []
  const bulk = useBulkOver({ offers, filter, actions: jobActions })
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'text', key: 'group', label: t('group') },
      { kind: 'text', key: 'tag', label: t('tags') },
      ...marked.filters,
    ],
    [t, marked.filters],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  const add = can['customer.create'] ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus />
      {t('new')}
    </Button>
  ) : undefined
  const load = can['import.create'] ? (
    <Link href="/imports/new?kind=customers" className={buttonStyle({})}>
      {t('import')}
    </Link>
  ) : null
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        titleInBar
        actions={
          <>
            {load}
            {add}
          </>
        }
      />
      <ListBar tasted={tasted} filters={filters} search={search} />
      {bulk.panel}
      <DataList
        matchable={bulk.may}
        taste={tasted.taste}
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={rowHref}
        nextCursor={page.nextCursor}
        bulk={
          bulk.may || marked.may
            ? (rows, clear, all) => (
                <>
                  {all || !marked.may ? null : marked.button(rows)}
                  {bulk.buttons(rows, clear, all)}
                </>
              )
            : undefined
        }
        empty={
          <EmptyState
            icon={<UsersRound />}
            title={t(filtered ? 'noMatch' : 'empty')}
            text={t(filtered ? 'noMatchText' : 'emptyText')}
            action={filtered ? undefined : add}
          />
        }
      />
      {marked.dialog}
      {adding ? <CustomerSheet customer={null} onLeave={() => setAdding(false)} /> : null}
    </>
  )
}
