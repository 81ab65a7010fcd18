'use client'

import { FolderTree, PackageCheck, PackageX } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { categoryOptions } from '@/components/catalog/category-options'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import type { CategoryView, ProductItem } from '@/lib/modules/catalog/schema'
import { startProductBulkAction } from './actions'

export type ProductBulkAction = 'product.activate' | 'product.discontinue' | 'product.set-category'

type Props = {
  rows: readonly ProductItem[]
  /** Not the rows are meant but all that the filter finds. */
  all: boolean
  filter: Readonly<Record<string, string>>
  categories: readonly CategoryView[]
  actions: readonly ProductBulkAction[]
  onStarted: (jobId: string) => void
}

/** What can be done with many products: always as a job, so that it goes on without the screen and each product has its result. */
export function ProductBulk({ rows, all, filter, categories, actions, onStarted }: Props) {
  const t = useTranslations('catalog')
  const common = useTranslations('common.actions')
  const locale = useLocale()
  const [asking, setAsking] = useState(false)
  const [categoryId, setCategoryId] = useState<string | null>(null)
  const start = useAction(startProductBulkAction, ({ jobId }) => {
    setAsking(false)
    onStarted(jobId)
  })
  const meant = all ? { filter } : { productIds: rows.map(({ id }) => id) }
  const move = (action: ProductBulkAction) => () => start.run({ ...meant, what: { action } })
  return (
    <>
      {actions.includes('product.activate') ? (
        <Button variant="inverse" pending={start.pending} onClick={move('product.activate')}>
          <PackageCheck />
          {t('bulk.activate')}
        </Button>
      ) : null}
      {actions.includes('product.discontinue') ? (
        <Button variant="inverse" pending={start.pending} onClick={move('product.discontinue')}>
          <PackageX />
          {t('bulk.discontinue')}
        </Button>
      ) : null}
      {actions.includes('product.set-category') && categories.length > 0 ? (
        <Button variant="inverse" onClick={() => setAsking(true)}>
          <FolderTree />
          {t('bulk.category')}
        </Button>
      ) : null}
      <Dialog
        size="sm"
        open={asking}
        onOpenChange={setAsking}
        title={t('bulk.categoryTitle')}
        description={t('bulk.categoryText', { all: String(all), count: rows.length })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
            <Button
              variant="primary"
              disabled={categoryId === null}
              pending={start.pending}
              onClick={() => start.run({ ...meant, what: { action: 'product.set-category', categoryId } })}
            >
              {t('bulk.start')}
            </Button>
          </>
        }
      >
        <Combobox
          aria-label={t('category')}
          options={categoryOptions(categories, locale)}
          value={categoryId}
          onValueChange={setCategoryId}
        />
      </Dialog>
    </>
  )
}
