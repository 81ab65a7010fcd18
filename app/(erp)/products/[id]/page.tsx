import { getTranslations } from 'next-intl/server'
import { TrackingCard } from '@/components/batches/tracking-card'
import { ProductImages } from '@/components/catalog/product-images'
import { ProductStatusBadge } from '@/components/catalog/product-status'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { NotesPanel } from '@/components/marks/notes-panel'
import { PrintButton } from '@/components/print/print-button'
import { AlertBox } from '@/components/ui/alert-box'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { printSkuLabelsAction } from '../../../print/print-actions'
import { allCategories } from '../../all-categories'
import { notesOf } from '../../marks-of'
import { removeImageAction, trackSkuAction } from '../actions'
import { ProductActions } from '../product-actions'
import { ProductForm } from '../product-form'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props) {
  const product = await tryLoad(getProduct, { productId: (await params).id })
  return { title: product.ok ? product.value.name : (await getTranslations('catalog'))('title') }
}

export default async function ProductPage({ params }: Props) {
  const t = await getTranslations('catalog')
  const actor = await requireActor()
  const product = await load(getProduct, { productId: (await params).id })
  const categories = await allCategories()
  const notes = await notesOf('product', product.id)
  const rights = {
    update: may(actor, 'product.update'),
    activate: may(actor, 'product.activate'),
    discontinue: may(actor, 'product.discontinue'),
    delete: may(actor, 'product.delete'),
  }
  return (
    <PageBody>
      <PageHeader
        title={product.name}
        badge={<ProductStatusBadge status={product.status} />}
        subtitle={product.nameEn || undefined}
        actions={
          <>
            {may(actor, 'print.sku-labels') ? (
              <PrintButton
                kind="sku_label"
                input={{ skus: product.skus.map(({ code }) => ({ skuCode: code })) }}
                count={product.skus.length}
                print={printSkuLabelsAction}
              />
            ) : null}
            <ProductActions product={product} rights={rights} />
          </>
        }
      />
      {rights.update ? null : <AlertBox title={t('form.readOnly')} />}
      <ProductImages
        product={product}
        mayAdd={may(actor, 'product.add-image')}
        remove={may(actor, 'product.remove-image') ? removeImageAction : null}
      />
      <ProductForm product={product} categories={categories} readOnly={!rights.update} />
      {notes ? <NotesPanel {...notes} /> : null}
      <TrackingCard skus={product.skus} save={may(actor, 'sku.track') ? trackSkuAction : null} />
    </PageBody>
  )
}
