'use client'

import { FolderTree, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { type Branch, treeOf } from '@/components/catalog/category-tree'
import { PageHeader } from '@/components/layout/page-header'
import { useOrderAct } from '@/components/orders/use-order-act'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { CategoryView } from '@/lib/modules/catalog/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { deleteCategoryAction } from './actions'
import { CategoryDialog, type Editing } from './category-dialog'

type Props = {
  categories: readonly CategoryView[]
  can: Rights<'category.create' | 'category.update' | 'category.delete'>
}

const rowId = (row: Branch) => row.id
const rowLabel = (row: Branch) => row.nameZh

/** The tree as a list: each below its parent, a step further in. */
export function CategoryList({ categories, can }: Props) {
  const t = useTranslations('catalog.categories')
  const { act, pending } = useOrderAct()
  const [editing, setEditing] = useState<Editing | null>(null)
  const [removing, setRemoving] = useState<Branch | null>(null)
  const rows = useMemo(() => treeOf(categories), [categories])
  const columns = useMemo<ListColumn<Branch>[]>(
    () => [
      {
        key: 'name',
        header: t('name'),
        width: 260,
        cell: (row) => <span style={{ paddingInlineStart: `${row.depth * 1.25}rem` }}>{row.nameZh}</span>,
      },
      { key: 'nameEn', header: t('nameEn'), width: 180, cell: (row) => row.nameEn || '—' },
      {
        key: 'code',
        header: t('code'),
        width: 140,
        cell: (row) => <span className="font-mono text-xs">{row.code}</span>,
      },
      {
        key: 'attributes',
        header: t('attributes'),
        cell: (row) => (
          <span className="flex flex-wrap gap-1">
            {row.attributes.map((name) => (
              <Badge key={name}>{name}</Badge>
            ))}
          </span>
        ),
      },
      {
        key: 'edit',
        header: t('actions'),
        cell: (row) => (
          <span className="flex gap-1">
            {can['category.create'] ? (
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('addBelow', { name: row.nameZh })}
                onClick={() => setEditing({ category: null, parentId: row.id })}
              >
                {t('below')}
              </Button>
            ) : null}
            {can['category.update'] ? (
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('change', { name: row.nameZh })}
                onClick={() => setEditing({ category: row, parentId: row.parentId })}
              >
                {t('edit')}
              </Button>
            ) : null}
            {can['category.delete'] ? (
              <Button
                size="sm"
                variant="ghost"
                aria-label={t('removeOne', { name: row.nameZh })}
                onClick={() => setRemoving(row)}
              >
                {t('remove')}
              </Button>
            ) : null}
          </span>
        ),
      },
    ],
    [t, can],
  )
  const add = can['category.create'] ? (
    <Button variant="primary" onClick={() => setEditing({ category: null, parentId: null })}>
      <Plus />
      {t('create')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        crumbs={[{ label: t('products'), href: '/products' }]}
        actions={
          <>
            {can['category.create'] ? <ButtonLink href="/imports/new?kind=categories">{t('byFile')}</ButtonLink> : null}
            {add}
          </>
        }
      />
      <DataList
        label={t('list')}
        rows={rows}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={null}
        empty={<EmptyState icon={<FolderTree />} title={t('empty')} text={t('emptyText')} action={add} />}
      />
      {editing ? <CategoryDialog editing={editing} categories={categories} onClose={() => setEditing(null)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t('removeTitle', { name: removing.nameZh })}
          text={t('removeText')}
          confirm={t('remove')}
          pending={pending}
          onConfirm={() =>
            act(
              () => deleteCategoryAction({ categoryId: removing.id, version: removing.version }),
              t('removed'),
              () => setRemoving(null),
            )
          }
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </>
  )
}
