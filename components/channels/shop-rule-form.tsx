'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { ShopRuleView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const units = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/)
const maybe = z.union([z.literal(''), units])

const schema = z.object({
  publish: z.boolean(),
  mode: z.enum(['percent', 'fixed']),
  percent: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/),
  fixed: units,
  plus: units,
  buffer: units,
  least: units,
  most: maybe,
  stopAt: units,
  countIncoming: z.boolean(),
  guard: z.boolean(),
  warehouseIds: z.array(z.string()),
  reviewWaitMinutes: maybe,
  compareHour: z
    .string()
    .trim()
    .regex(/^(1?\d|2[0-3])$/),
  overwrite: z.boolean(),
})

const valuesOf = (rule: ShopRuleView) => ({
  ...{ publish: rule.publish, mode: rule.mode, countIncoming: rule.countIncoming, guard: rule.guard },
  ...{ percent: String(rule.percent), fixed: String(rule.fixed), plus: String(rule.plus) },
  ...{ buffer: String(rule.buffer), least: String(rule.least), most: String(rule.most ?? '') },
  ...{ stopAt: String(rule.stopAt), reviewWaitMinutes: String(rule.reviewWaitMinutes ?? '') },
  ...{ compareHour: String(rule.compareHour), warehouseIds: rule.warehouseIds ?? [], overwrite: false },
})

type Props = {
  rule: ShopRuleView
  warehouses: readonly { id: string; name: string }[]
  set: (input: unknown) => Promise<Outcome<ShopRuleView>>
}

const texts = [
  'percent',
  'fixed',
  'plus',
  'buffer',
  'least',
  'most',
  'stopAt',
  'reviewWaitMinutes',
  'compareHour',
] as const
const number = (text: string) => (text === '' ? null : Number(text))

/** How much of the stock a shop shows, from where, and how long its orders wait before review. */
export function ShopRuleForm({ rule, warehouses, set }: Props) {
  const t = useTranslations('channels.rule')
  const router = useRouter()
  const { shopId } = rule
  const state = useActionForm({
    schema,
    record: recordAt(rule, `shops/${shopId}/rule`, valuesOf),
    defaultValues: valuesOf(rule),
    action: (input, version) =>
      set({
        ...input,
        ...Object.fromEntries(texts.map((name) => [name, number(input[name])])),
        warehouseIds: input.warehouseIds.length > 0 ? input.warehouseIds : null,
        shopId,
        version,
      }),
    onDone: () => {
      toast.success(t('saved'))
      router.refresh()
    },
    labels: {
      ...{ warehouseIds: t('warehouses'), publish: t('publish'), mode: t('mode'), guard: t('guard') },
      ...{ countIncoming: t('countIncoming'), ...Object.fromEntries(texts.map((name) => [name, t(name)])) },
    },
    says: {
      mode: (mode) => t(`modes.${mode}`),
      warehouseIds: (ids) =>
        warehouses
          .filter(({ id }) => ids.includes(id))
          .map(({ name }) => name)
          .join(', '),
    },
  })
  const { control, formState, watch } = state.form
  const fixed = watch('mode') === 'fixed'
  // What the marketplace shows now is somebody's own figure: whoever begins to publish says that ours may replace it.
  const first = !rule.publish && watch('publish') && (rule.overwrites > 0 || !rule.listingsRead)
  const figure = (name: (typeof texts)[number]) => (
    <FormField control={control} name={name} label={t(name)} help={t(`${name}Help`)} error={state.errorOf(name)}>
      {(field, aria) => <Input {...field} {...aria} inputMode="numeric" />}
    </FormField>
  )
  const check = (name: 'publish' | 'countIncoming' | 'guard') => (
    <FormField control={control} name={name} label={t(name)} help={t(`${name}Help`)} error={state.errorOf(name)}>
      {({ value, onChange }, aria) => (
        <Checkbox {...aria} label={t(`${name}On`)} checked={value} onCheckedChange={onChange} />
      )}
    </FormField>
  )
  return (
    <Card title={t('title')}>
      <ActionForm state={state} className="max-w-3xl">
        <div className="grid gap-4 md:grid-cols-2">
          {check('publish')}
          {first ? (
            <FormField
              control={control}
              name="overwrite"
              label={t('overwrite')}
              help={rule.listingsRead ? t('overwriteHelp', { count: rule.overwrites }) : t('overwriteUnreadHelp')}
              error={state.errorOf('overwrite')}
            >
              {({ value, onChange }, aria) => (
                <Checkbox
                  {...aria}
                  label={rule.listingsRead ? t('overwriteOn', { count: rule.overwrites }) : t('overwriteUnreadOn')}
                  checked={value}
                  onCheckedChange={onChange}
                />
              )}
            </FormField>
          ) : null}
          <FormField control={control} name="mode" label={t('mode')} error={state.errorOf('mode')}>
            {(field, aria) => (
              <Select
                {...aria}
                value={field.value}
                onValueChange={field.onChange}
                options={(['percent', 'fixed'] as const).map((value) => ({ value, label: t(`modes.${value}`) }))}
              />
            )}
          </FormField>
          {fixed ? figure('fixed') : figure('percent')}
          {figure('buffer')}
          {fixed ? null : figure('plus')}
          {figure('least')}
          {figure('most')}
          {figure('stopAt')}
          {check('guard')}
          {check('countIncoming')}
          {figure('reviewWaitMinutes')}
          {figure('compareHour')}
          <FormField
            control={control}
            name="warehouseIds"
            label={t('warehouses')}
            help={t('warehousesHelp')}
            error={state.errorOf('warehouseIds')}
          >
            {({ value, onChange }) => (
              <span className="flex flex-col gap-1.5">
                {warehouses.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    label={name}
                    checked={value.includes(id)}
                    onCheckedChange={(on) => onChange(on ? [...value, id] : value.filter((one) => one !== id))}
                  />
                ))}
              </span>
            )}
          </FormField>
        </div>
        <SubmitBar pending={state.pending} dirty={formState.isDirty} />
      </ActionForm>
    </Card>
  )
}
