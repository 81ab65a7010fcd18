'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useUndoToast } from '@/components/form/use-undo-toast'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { ProductView } from '@/lib/modules/catalog/schema'
import { productStates } from '@/lib/modules/catalog/states'
import { activateProductAction, deleteProductAction, discontinueProductAction } from './actions'

export type ProductRights = { update: boolean; discontinue: boolean; activate: boolean; delete: boolean }

export function ProductActions({ product, rights }: { product: ProductView; rights: ProductRights }) {
  const t = useTranslations('catalog')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const sayUndo = useUndoToast()
  const [asking, setAsking] = useState(false)
  const moved = (saved: ProductView) => {
    toast.success(t('form.moved', { status: t(`statuses.${saved.status}`) }))
    router.refresh()
  }
  const activate = useAction(activateProductAction, moved)
  const discontinue = useAction(discontinueProductAction, (saved: ProductView) => {
    // Only what was on sale can be put back as it was.
    if (product.status !== 'active' || !rights.activate) return moved(saved)
    sayUndo(t('form.moved', { status: t(`statuses.${saved.status}`) }), async () => {
      const back = await activateProductAction({ productId: saved.id, version: saved.version })
      return back.ok ? { ok: true, value: null } : back
    })
    router.refresh()
  })
  const remove = useAction(deleteProductAction, () => {
    toast.success(t('form.deleted', { name: product.name }))
    router.push('/products')
  })
  const input = { productId: product.id, version: product.version }
  return (
    <>
      {rights.delete ? (
        <Dialog
          size="sm"
          open={asking}
          onOpenChange={setAsking}
          title={t('form.deleteTitle', { name: product.name })}
          description={t('form.deleteText', { count: product.skus.length })}
          trigger={<Button variant="quietDanger">{t('form.delete')}</Button>}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
              <Button variant="danger" pending={remove.pending} onClick={() => remove.run(input)}>
                {t('form.delete')}
              </Button>
            </>
          }
        />
      ) : null}
      {rights.discontinue && productStates.can(product.status, 'discontinued') ? (
        <Button pending={discontinue.pending} onClick={() => discontinue.run(input)}>
          {t('form.discontinue')}
        </Button>
      ) : null}
      {rights.activate && productStates.can(product.status, 'active') ? (
        <Button variant="primary" pending={activate.pending} onClick={() => activate.run(input)}>
          {t('form.activate')}
        </Button>
      ) : null}
    </>
  )
}
