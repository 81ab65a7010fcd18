'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { z } from 'zod'
import { categoryOptions } from '@/components/catalog/category-options'
import { branchOf } from '@/components/catalog/category-tree'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { type CategoryView, categoryFields } from '@/lib/modules/catalog/schema'
import { createCategoryAction, updateCategoryAction } from './actions'

/** A category to change, or none and where the new one lies. */
export type Editing = { category: CategoryView | null; parentId: string | null }

const schema = z.object({ ...categoryFields, parentId: z.string().nullable(), attributes: z.string() })

const valuesOf = ({ code, nameZh, nameEn, position, parentId, attributes }: CategoryView) => {
  return { code, nameZh, nameEn, position, parentId, attributes: attributes.join('、') }
}

/** As people write a list: commas of either language, or lines. */
const namesIn = (text: string) => [...new Set(text.split(/[,，、;；\n]/).map((name) => name.trim()))].filter(Boolean)

export function CategoryDialog({
  editing: { category, parentId },
  categories,
  onClose,
}: {
  editing: Editing
  categories: readonly CategoryView[]
  onClose: () => void
}) {
  const t = useTranslations('catalog.categories')
  const common = useTranslations('common.actions')
  const locale = useLocale()
  const router = useRouter()
  const own = category ? branchOf(categories, category.id) : new Set<string>()
  const options = categoryOptions(categories, locale).filter(({ value }) => !own.has(value))
  const state = useActionForm({
    schema,
    record: category ? recordAt(category, `categories/${category.id}`, valuesOf) : undefined,
    defaultValues: category
      ? { ...valuesOf(category), parentId }
      : { code: '', nameZh: '', nameEn: '', position: 0, parentId, attributes: '' },
    action: ({ attributes, ...input }: z.output<typeof schema>, version) => {
      const sent = { ...input, attributes: namesIn(attributes) }
      return category ? updateCategoryAction({ ...sent, categoryId: category.id, version }) : createCategoryAction(sent)
    },
    onDone: () => {
      toast.success(t(category ? 'saved' : 'created'))
      onClose()
      router.refresh()
    },
    labels: {
      code: t('code'),
      nameZh: t('name'),
      nameEn: t('nameEn'),
      position: t('position'),
      parentId: t('parent'),
      attributes: t('attributes'),
    },
    says: { parentId: (id) => options.find(({ value }) => value === id)?.label ?? t('root') },
  })
  const { control } = state.form
  return (
    <Dialog open title={t(category ? 'editTitle' : 'create')} onOpenChange={(open) => open || onClose()}>
      <ActionForm state={state}>
        <FormField control={control} name="nameZh" label={t('name')} error={state.errorOf('nameZh')}>
          {(field, aria) => <Input {...field} {...aria} autoFocus maxLength={120} />}
        </FormField>
        <FormField control={control} name="nameEn" label={t('nameEn')} error={state.errorOf('nameEn')}>
          {(field, aria) => <Input {...field} {...aria} maxLength={120} />}
        </FormField>
        <FormField control={control} name="code" label={t('code')} error={state.errorOf('code')}>
          {(field, aria) => <Input {...field} {...aria} maxLength={40} className="font-mono" />}
        </FormField>
        <FormField control={control} name="parentId" label={t('parent')} error={state.errorOf('parentId')}>
          {(field, aria) => (
            <Combobox
              {...aria}
              options={options}
              value={field.value}
              placeholder={t('root')}
              onValueChange={(value) => field.onChange(value ?? null)}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="position"
          label={t('position')}
          help={t('positionHelp')}
          error={state.errorOf('position')}
        >
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              value={Number.isNaN(field.value) ? '' : field.value}
              onChange={(event) => field.onChange(event.target.valueAsNumber)}
              type="number"
              min={0}
              step={1}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="attributes"
          label={t('attributes')}
          help={t('attributesHelp')}
          error={state.errorOf('attributes')}
        >
          {(field, aria) => <Input {...field} {...aria} />}
        </FormField>
        <SubmitBar pending={state.pending} secondary={<Button onClick={onClose}>{common('cancel')}</Button>} />
      </ActionForm>
    </Dialog>
  )
}
