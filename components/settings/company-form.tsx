'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { useCurrencies, useZones } from '@/components/form/use-choices'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { type CompanyView, companyFields, costMethods, mergeChoices, splitChoices } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const schema = z.object(companyFields)
const fields = Object.keys(companyFields) as (keyof typeof companyFields)[]
const valuesOf = (company: CompanyView) =>
  Object.fromEntries(fields.map((field) => [field, company[field]])) as Pick<CompanyView, (typeof fields)[number]>

type Props = {
  company: CompanyView
  mayUpdate: boolean
  update: (input: unknown) => Promise<Outcome<CompanyView>>
}

export function CompanyForm({ company, mayUpdate, update }: Props) {
  const t = useTranslations('settings')
  const router = useRouter()
  const { timeZone } = company
  const state = useActionForm({
    schema,
    record: recordAt(company, 'company', valuesOf),
    defaultValues: valuesOf(company),
    action: (input: z.output<typeof schema>, version) => update({ ...input, version }),
    onDone: () => {
      toast.success(t('saved'))
      router.refresh()
    },
    labels: {
      name: t('company.name'),
      currency: t('company.currency'),
      timeZone: t('company.timeZone'),
      reviewWaitMinutes: t('company.reviewWait'),
      financeReview: t('company.financeReview'),
      splitOrders: t('company.splitOrders'),
      partialShipping: t('company.partialShipping'),
      mergeAcrossShops: t('company.mergeAcrossShops'),
      costMethod: t('company.costMethod'),
      duplicateHours: t('company.duplicateHours'),
      duplicateAcrossShops: t('company.duplicateAcrossShops'),
      riskThreshold: t('company.riskThreshold'),
      stationIdleMinutes: t('company.stationIdleMinutes'),
    },
    says: {
      splitOrders: (choice) => t(`company.split.${choice}`),
      mergeAcrossShops: (choice) => t(`company.merge.${choice}`),
      costMethod: (method) => t(`company.costMethods.${method}`),
    },
  })
  const { control, formState } = state.form
  const currencies = useCurrencies()
  const zones = useZones(timeZone)
  const locked = !mayUpdate
  return (
    <Card>
      <ActionForm state={state} className="max-w-xl">
        <FormField control={control} name="name" label={t('company.name')} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} autoComplete="organization" readOnly={locked} />}
        </FormField>
        <FormField
          control={control}
          name="currency"
          label={t('company.currency')}
          help={t(company.currencyMayChange ? 'company.currencyHelp' : 'company.currencyFixed')}
          error={state.errorOf('currency')}
        >
          {(field, aria) => (
            <Combobox
              {...aria}
              options={currencies}
              value={field.value}
              onValueChange={(value) => value && field.onChange(value)}
              disabled={locked || !company.currencyMayChange}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="timeZone"
          label={t('company.timeZone')}
          help={t('company.timeZoneHelp')}
          error={state.errorOf('timeZone')}
        >
          {(field, aria) => (
            <Combobox
              {...aria}
              options={zones}
              value={field.value}
              onValueChange={(value) => value && field.onChange(value)}
              disabled={locked}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="reviewWaitMinutes"
          label={t('company.reviewWait')}
          help={t('company.reviewWaitHelp')}
          error={state.errorOf('reviewWaitMinutes')}
        >
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              value={Number.isNaN(field.value) ? '' : field.value}
              onChange={(event) => field.onChange(event.target.valueAsNumber)}
              type="number"
              inputMode="numeric"
              min={0}
              max={10_080}
              step={1}
              trail={t('company.minutes')}
              readOnly={locked}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="financeReview"
          label={t('company.review')}
          error={state.errorOf('financeReview')}
        >
          {(field, aria) => (
            <Checkbox
              {...aria}
              label={t('company.financeReview')}
              help={t('company.financeReviewHelp')}
              checked={field.value}
              onCheckedChange={field.onChange}
              disabled={locked}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="splitOrders"
          label={t('company.splitOrders')}
          help={t('company.splitOrdersHelp')}
          error={state.errorOf('splitOrders')}
        >
          {(field, aria) => (
            <Select
              {...aria}
              options={splitChoices.map((value) => ({ value, label: t(`company.split.${value}`) }))}
              value={field.value}
              onValueChange={(value) => value && field.onChange(value)}
              disabled={locked}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="partialShipping"
          label={t('company.partial')}
          error={state.errorOf('partialShipping')}
        >
          {(field, aria) => (
            <Checkbox
              {...aria}
              label={t('company.partialShipping')}
              help={t('company.partialShippingHelp')}
              checked={field.value}
              onCheckedChange={field.onChange}
              disabled={locked}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="mergeAcrossShops"
          label={t('company.mergeAcrossShops')}
          help={t('company.mergeAcrossShopsHelp')}
          error={state.errorOf('mergeAcrossShops')}
        >
          {(field, aria) => (
            <Select
              {...aria}
              options={mergeChoices.map((value) => ({
                value,
                label: t(`company.merge.${value}`),
                hint: t(`company.merge.${value}Help`),
              }))}
              value={field.value}
              onValueChange={(value) => value && field.onChange(value)}
              disabled={locked}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="costMethod"
          label={t('company.costMethod')}
          help={t(company.costMethodMayChange ? 'company.costMethodHelp' : 'company.costMethodFixed')}
          error={state.errorOf('costMethod')}
        >
          {(field, aria) => (
            <Select
              {...aria}
              options={costMethods.map((value) => ({
                value,
                label: t(`company.costMethods.${value}`),
                hint: t(`company.costMethods.${value}Help`),
              }))}
              value={field.value}
              onValueChange={(value) => value && field.onChange(value)}
              disabled={locked || !company.costMethodMayChange}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="duplicateAcrossShops"
          label={t('company.duplicateAcrossShops')}
          help={t('company.duplicateAcrossShopsHelp')}
          error={state.errorOf('duplicateAcrossShops')}
        >
          {(field, aria) => (
            <Checkbox
              {...aria}
              label={t('company.duplicateAcrossShopsLabel')}
              checked={field.value}
              onCheckedChange={field.onChange}
              disabled={locked}
            />
          )}
        </FormField>
        {(
          [
            ['duplicateHours', 0, 720, 'hours'],
            ['riskThreshold', 0, 100, 'points'],
            ['stationIdleMinutes', 1, 480, 'minutes'],
          ] as const
        ).map(([name, min, max, unit]) => (
          <FormField
            key={name}
            control={control}
            name={name}
            label={t(`company.${name}`)}
            help={t(`company.${name}Help`)}
            error={state.errorOf(name)}
          >
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                value={Number.isNaN(field.value) ? '' : field.value}
                onChange={(event) => field.onChange(event.target.valueAsNumber)}
                type="number"
                inputMode="numeric"
                min={min}
                max={max}
                step={1}
                trail={t(`company.${unit}`)}
                readOnly={locked}
              />
            )}
          </FormField>
        ))}
        {locked ? null : <SubmitBar pending={state.pending} dirty={formState.isDirty} />}
      </ActionForm>
    </Card>
  )
}
