'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { textField } from '@/lib/kernel/fields'
import { abcClasses, stocktakeInput, stocktakeKinds } from '@/lib/modules/inventory/stocktake-schema'
import { createStocktakeAction } from '../../actions'

const { warehouseCode, toleranceUnits, tolerancePercent } = stocktakeInput.shape
const schema = z.object({
  kind: z.enum(stocktakeKinds),
  warehouseCode: warehouseCode.min(1),
  zoneCode: textField(100),
  categoryId: textField(50),
  abcClass: z.enum(abcClasses),
  skuCodes: z.string().max(200_000),
  blind: z.boolean(),
  toleranceUnits: toleranceUnits.unwrap(),
  tolerancePercent: tolerancePercent.unwrap(),
  note: textField(200),
})
type Values = z.output<typeof schema>

/** Only what belongs to the kind that was chosen is sent. */
function inputOf({ zoneCode, categoryId, abcClass, skuCodes, ...rest }: Values) {
  if (rest.kind === 'zone') return { ...rest, ...(zoneCode && { zoneCode }) }
  if (rest.kind === 'category') return { ...rest, ...(categoryId && { categoryId }) }
  if (rest.kind === 'abc') return { ...rest, abcClass }
  const codes = skuCodes.split(/[\n,，]/).flatMap((code) => code.trim() || [])
  return rest.kind === 'skus' ? { ...rest, ...(codes.length > 0 && { skuCodes: codes }) } : rest
}

type Props = { warehouses: readonly Option[]; categories: readonly Option[] }

export function StocktakeForm({ warehouses, categories }: Props) {
  const t = useTranslations('stocktakes')
  const router = useRouter()
  const state = useActionForm({
    schema,
    defaultValues: {
      kind: 'warehouse',
      warehouseCode: warehouses[0]?.value ?? '',
      zoneCode: '',
      categoryId: '',
      abcClass: 'A',
      skuCodes: '',
      blind: true,
      toleranceUnits: 0,
      tolerancePercent: 0,
      note: '',
    },
    action: (values: Values) => createStocktakeAction(inputOf(values)),
    onDone: ({ id, number }) => {
      toast.success(t('created', { number }))
      router.push(`/stock/stocktakes/${id}`)
    },
    labels: {
      kind: t('kind'),
      warehouseCode: t('warehouse'),
      zoneCode: t('zone'),
      categoryId: t('category'),
      abcClass: t('abcClass'),
      skuCodes: t('skus'),
      toleranceUnits: t('toleranceUnits'),
      tolerancePercent: t('tolerancePercent'),
      note: t('note'),
    },
  })
  const { control } = state.form
  const kind = state.form.watch('kind')
  const select = (
    name: 'kind' | 'warehouseCode' | 'categoryId' | 'abcClass',
    options: readonly Option[],
    help?: string,
  ) => (
    <FormField control={control} name={name} label={labelOf[name]} error={state.errorOf(name)} {...(help && { help })}>
      {(field, aria) => (
        <Select {...aria} value={field.value || null} onValueChange={field.onChange} options={options} />
      )}
    </FormField>
  )
  const labelOf = { kind: t('kind'), warehouseCode: t('warehouse'), categoryId: t('category'), abcClass: t('abcClass') }
  const figure = (name: 'toleranceUnits' | 'tolerancePercent') => (
    <FormField control={control} name={name} label={t(name)} help={t('toleranceHelp')} error={state.errorOf(name)}>
      {(field, aria) => (
        <Input
          {...field}
          {...aria}
          value={Number.isNaN(field.value) ? '' : field.value}
          onChange={(event) => field.onChange(event.target.valueAsNumber)}
          type="number"
          min={0}
          className="w-32"
        />
      )}
    </FormField>
  )
  return (
    <ActionForm state={state}>
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          {select('warehouseCode', warehouses)}
          {select(
            'kind',
            stocktakeKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          )}
          {kind === 'zone' ? (
            <FormField control={control} name="zoneCode" label={t('zone')} error={state.errorOf('zoneCode')}>
              {(field, aria) => <Input {...field} {...aria} className="font-mono" autoCapitalize="characters" />}
            </FormField>
          ) : null}
          {kind === 'category' ? select('categoryId', categories) : null}
          {kind === 'abc'
            ? select(
                'abcClass',
                abcClasses.map((value) => ({ value, label: value })),
                t('abcHelp'),
              )
            : null}
          {kind === 'skus' ? (
            <FormField
              control={control}
              name="skuCodes"
              label={t('skus')}
              help={t('skusHelp')}
              error={state.errorOf('skuCodes')}
            >
              {(field, aria) => <Textarea {...field} {...aria} rows={6} className="font-mono" />}
            </FormField>
          ) : null}
          {figure('toleranceUnits')}
          {figure('tolerancePercent')}
          <FormField control={control} name="note" label={t('note')} error={state.errorOf('note')}>
            {(field, aria) => <Input {...field} {...aria} maxLength={200} />}
          </FormField>
          <div className="md:pt-6">
            <Checkbox
              checked={state.form.watch('blind')}
              onCheckedChange={(checked) => state.form.setValue('blind', checked, { shouldDirty: true })}
              label={t('blind')}
            />
          </div>
        </div>
      </Card>
      <SubmitBar pending={state.pending} dirty={state.form.formState.isDirty} label={t('create')} />
    </ActionForm>
  )
}
