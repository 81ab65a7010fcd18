'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { SkuSearch } from '@/components/stock/sku-search'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { textField } from '@/lib/kernel/fields'
import { assemblyInput, assemblyKinds } from '@/lib/modules/inventory/assembly-schema'
import { createAssemblyAction, searchSkusAction } from '../../actions'

const { warehouseCode, skuCode, quantity } = assemblyInput.shape
const schema = z.object({
  kind: z.enum(assemblyKinds),
  warehouseCode: warehouseCode.min(1),
  skuCode,
  quantity,
  binCode: textField(100),
  note: textField(200),
})

type Props = { warehouses: readonly Option[]; skuCode: string }

export function AssemblyForm({ warehouses, skuCode: asked }: Props) {
  const t = useTranslations('pools.assembly')
  const router = useRouter()
  const state = useActionForm({
    schema,
    defaultValues: {
      kind: 'assemble',
      warehouseCode: warehouses[0]?.value ?? '',
      skuCode: asked,
      quantity: 1,
      binCode: '',
      note: '',
    },
    action: ({ binCode, ...values }: z.output<typeof schema>) =>
      createAssemblyAction({ ...values, ...(binCode && { binCode }) }),
    onDone: (order) => {
      toast.success(t('created', { number: order.number }))
      router.push(`/stock/assemblies/${order.id}`)
    },
    labels: {
      kind: t('kind'),
      warehouseCode: t('warehouse'),
      skuCode: t('bundle'),
      quantity: t('quantity'),
      binCode: t('bin'),
      note: t('note'),
    },
  })
  const { control } = state.form
  const kinds = assemblyKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))
  return (
    <ActionForm state={state}>
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="kind" label={t('kind')} error={state.errorOf('kind')}>
            {(field, aria) => <Select {...aria} value={field.value} onValueChange={field.onChange} options={kinds} />}
          </FormField>
          <FormField
            control={control}
            name="warehouseCode"
            label={t('warehouse')}
            error={state.errorOf('warehouseCode')}
          >
            {(field, aria) => (
              <Select {...aria} value={field.value || null} onValueChange={field.onChange} options={warehouses} />
            )}
          </FormField>
          <FormField
            control={control}
            name="skuCode"
            label={t('bundle')}
            help={t('bundleHelp')}
            error={state.errorOf('skuCode')}
          >
            {(field, aria) => (
              <>
                <SkuSearch
                  id={aria.id}
                  label={t('bundle')}
                  search={searchSkusAction}
                  invalid={aria['aria-invalid'] === true}
                  onPick={(sku) => field.onChange(sku.code)}
                />
                {field.value ? <span className="font-mono text-sm">{field.value}</span> : null}
              </>
            )}
          </FormField>
          <FormField control={control} name="quantity" label={t('quantity')} error={state.errorOf('quantity')}>
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                value={Number.isNaN(field.value) ? '' : field.value}
                onChange={(event) => field.onChange(event.target.valueAsNumber)}
                type="number"
                min={1}
                className="w-32"
              />
            )}
          </FormField>
          <FormField
            control={control}
            name="binCode"
            label={t('bin')}
            help={t('binHelp')}
            error={state.errorOf('binCode')}
          >
            {(field, aria) => <Input {...field} {...aria} className="font-mono" autoCapitalize="characters" />}
          </FormField>
          <FormField control={control} name="note" label={t('note')} error={state.errorOf('note')}>
            {(field, aria) => <Input {...field} {...aria} maxLength={200} />}
          </FormField>
        </div>
      </Card>
      <SubmitBar pending={state.pending} dirty={state.form.formState.isDirty} label={t('create')} />
    </ActionForm>
  )
}
