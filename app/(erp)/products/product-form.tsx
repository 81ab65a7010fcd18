'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { AttributesEditor } from '@/components/catalog/attributes-editor'
import { BundleFields } from '@/components/catalog/bundle-fields'
import { categoryOptions } from '@/components/catalog/category-options'
import { attributesOf } from '@/components/catalog/category-tree'
import { FillAll } from '@/components/catalog/fill-all'
import { OptionsEditor } from '@/components/catalog/options-editor'
import type { ProductClash } from '@/components/catalog/product-conflict'
import { countOf, mostVariants, type SkuField } from '@/components/catalog/product-draft'
import { useProductForm } from '@/components/catalog/use-product-form'
import { VariantGrid } from '@/components/catalog/variant-grid'
import { ActionForm } from '@/components/form/action-form'
import { SubmitBar } from '@/components/form/submit-bar'
import { useCurrencies } from '@/components/form/use-choices'
import { useTenant } from '@/components/layout/tenant-context'
import { AlertBox } from '@/components/ui/alert-box'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { CategoryView, ProductView } from '@/lib/modules/catalog/schema'
import { createProductAction, updateProductAction } from './actions'

// Two people at one product are rare: the dialog comes with the first conflict.
const ConflictDialog = dynamic(() => import('@/components/form/conflict-dialog').then((m) => m.ConflictDialog), {
  ssr: false,
})

type Props = { product: ProductView | null; categories: CategoryView[]; readOnly?: boolean }

export function ProductForm({ product, categories, readOnly = false }: Props) {
  const t = useTranslations('catalog')
  const common = useTranslations('common.actions')
  const locale = useLocale()
  const router = useRouter()
  const { currency } = useTenant()
  const currencies = useCurrencies()
  const form = useProductForm({
    product,
    currency,
    save: product ? updateProductAction : createProductAction,
    onDone: (saved) => {
      toast.success(t(product ? 'form.savedToast' : 'form.createdToast', { name: saved.name }))
      if (product) router.refresh()
      else router.push(`/products/${saved.id}`)
    },
  })
  const { draft, set } = form
  const wanted = draft.variants.filter((variant) => !variant.off)
  const made = countOf(draft.options)
  const nameOf = (id: string) => categoryOptions(categories, locale).find(({ value }) => value === id)?.label ?? ''
  const labelOf = (field: ProductClash['field']) => {
    if (field === 'attributes' || field === 'options') return t(`form.${field}`)
    if (field === 'categoryId') return t('category')
    const own = ['name', 'nameEn', 'brand', 'description'] as const
    const fact = own.find((one) => one === field)
    return fact ? t(fact) : t(`form.${field as SkuField}`)
  }
  return (
    <ActionForm state={form.state}>
      <Card title={t('form.basics')}>
        <div className="grid gap-4 md:grid-cols-2">
          <Field id="field-name" label={t('name')} error={form.errorAt('name')}>
            {(aria) => (
              <Input
                {...aria}
                value={draft.name}
                disabled={readOnly}
                autoFocus={!product}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
          <Field id="field-nameEn" label={t('nameEn')} error={form.errorAt('nameEn')}>
            {(aria) => (
              <Input
                {...aria}
                value={draft.nameEn}
                disabled={readOnly}
                onChange={(event) => set({ nameEn: event.target.value })}
              />
            )}
          </Field>
          <Field id="field-categoryId" label={t('category')} error={form.errorAt('categoryId')}>
            {(aria) => (
              <Combobox
                {...aria}
                options={categoryOptions(categories, locale)}
                value={draft.categoryId}
                disabled={readOnly}
                placeholder={t('noCategory')}
                onValueChange={(categoryId) => set({ categoryId })}
              />
            )}
          </Field>
          <Field id="field-brand" label={t('brand')} error={form.errorAt('brand')}>
            {(aria) => (
              <Input
                {...aria}
                value={draft.brand}
                disabled={readOnly}
                onChange={(event) => set({ brand: event.target.value })}
              />
            )}
          </Field>
          <Field
            id="field-description"
            label={t('description')}
            error={form.errorAt('description')}
            className="md:col-span-2"
          >
            {(aria) => (
              <Textarea
                {...aria}
                value={draft.description}
                disabled={readOnly}
                onChange={(event) => set({ description: event.target.value })}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card title={t('form.options')}>
        <p className="mb-3 text-sm text-muted">{t('form.optionsText')}</p>
        <OptionsEditor options={draft.options} onChange={form.setOptions} errorAt={form.errorAt} disabled={readOnly} />
      </Card>
      <Card
        title={t('form.skus')}
        aside={
          <>
            <span className="text-muted max-md:hidden">{t('form.skusText', { count: wanted.length })}</span>
            <span className="w-52">
              <Combobox
                aria-label={t('form.currency')}
                options={currencies}
                value={draft.currency}
                disabled={readOnly}
                onValueChange={(value) => set({ currency: value ?? currency })}
              />
            </span>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          {made > mostVariants ? (
            <AlertBox kind="danger" title={t('form.tooMany', { count: made, most: mostVariants })} />
          ) : null}
          {wanted.length > 1 && !readOnly ? (
            <FillAll variants={draft.variants} onChange={(variants) => set({ variants })} />
          ) : null}
          <VariantGrid
            variants={draft.variants}
            options={draft.options}
            onChange={(variants) => set({ variants })}
            errorAt={form.skuErrorAt}
            disabled={readOnly}
          />
          <BundleFields
            variants={draft.variants}
            onChange={(variants) => set({ variants })}
            errorAt={form.skuErrorAt}
            disabled={readOnly}
          />
        </div>
      </Card>
      <Card title={t('form.attributes')}>
        <p className="mb-3 text-sm text-muted" id="field-attributes" tabIndex={-1}>
          {t('form.attributesText')}
        </p>
        <AttributesEditor
          items={draft.attributes}
          asked={attributesOf(categories, draft.categoryId)}
          onChange={(attributes) => set({ attributes })}
          disabled={readOnly}
        />
      </Card>
      {form.conflict ? (
        <ConflictDialog
          clashes={form.conflict.clashes.map(({ field, sku, ...clash }) => ({
            ...clash,
            label: [sku, labelOf(field)].filter(Boolean).join(' · '),
            ...(field === 'categoryId' && { yours: nameOf(clash.yours), theirs: nameOf(clash.theirs) }),
          }))}
          pending={form.pending}
          onResolve={form.conflict.resolve}
          onClose={form.conflict.close}
        />
      ) : null}
      {readOnly ? null : (
        <div className="flex flex-col gap-4">
          {product ? null : (
            <Checkbox
              label={t('form.saveDraft')}
              help={t('form.statusHelp')}
              checked={draft.status === 'draft'}
              onCheckedChange={(checked) => set({ status: checked ? 'draft' : 'active' })}
            />
          )}
          <SubmitBar
            pending={form.pending}
            dirty={form.dirty}
            secondary={<ButtonLink href="/products">{common('cancel')}</ButtonLink>}
          />
        </div>
      )}
    </ActionForm>
  )
}
