'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { ClosePlace, type PlaceRights } from '@/components/settings/close-place'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Sheet } from '@/components/ui/sheet'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { textField } from '@/lib/kernel/fields'
import { type WarehouseView, warehouseFields, warehouseKinds } from '@/lib/modules/settings/schema'
import { closeWarehouseAction, createWarehouseAction, reopenWarehouseAction, updateWarehouseAction } from './actions'
import { costsOf, costsText } from './freight'
import { regionsOf, textOf } from './regions'

const schema = z.object({
  ...warehouseFields,
  regions: textField(10_000),
  freight: textField(10_000).refine((text) => costsOf(text) !== undefined, { params: { code: 'not_a_cost_line' } }),
})

const valuesOf = ({ code, name, kind, priority, regions, contact, leadHours, freight }: WarehouseView) => {
  return { code, name, kind, priority, regions: textOf(regions), contact, leadHours, freight: costsText(freight) }
}

type Props = { warehouse: WarehouseView | null; rights: PlaceRights; onLeave: () => void }

export function WarehouseSheet({ warehouse, rights, onLeave }: Props) {
  const t = useTranslations('warehouses')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const fixed = warehouse !== null && !rights.update
  const state = useActionForm({
    schema,
    record: warehouse ? recordAt(warehouse, `warehouses/${warehouse.id}`, valuesOf) : undefined,
    defaultValues: warehouse
      ? valuesOf(warehouse)
      : { code: '', name: '', kind: 'own', priority: 100, regions: '', contact: '', leadHours: 0, freight: '' },
    action: (values: z.output<typeof schema>, version) => {
      const fields = { ...values, regions: regionsOf(values.regions), freight: costsOf(values.freight) ?? [] }
      return warehouse
        ? updateWarehouseAction({ ...fields, warehouseId: warehouse.id, version })
        : createWarehouseAction(fields)
    },
    onDone: (saved) => {
      toast.success(t(warehouse ? 'saved' : 'created', { name: saved.name }))
      done()
    },
    labels: {
      name: t('name'),
      code: t('code'),
      kind: t('kind'),
      priority: t('priority'),
      regions: t('regions'),
      contact: t('contact'),
      leadHours: t('leadHours'),
      freight: t('freight'),
    },
    says: { kind: (kind) => t(`kinds.${kind}`) },
  })
  const { control } = state.form
  function done() {
    onLeave()
    router.refresh()
  }
  const kinds = warehouseKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))
  return (
    <Sheet open title={warehouse ? t('edit') : t('new')} onOpenChange={(open) => !open && onLeave()}>
      <ActionForm state={state}>
        <FormField control={control} name="name" label={t('name')} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} autoFocus={!warehouse} />}
        </FormField>
        <FormField control={control} name="code" label={t('code')} help={t('codeHelp')} error={state.errorOf('code')}>
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} className="font-mono" autoCapitalize="off" />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="kind" label={t('kind')} error={state.errorOf('kind')}>
            {(field, aria) => (
              <Select {...aria} value={field.value} onValueChange={field.onChange} options={kinds} disabled={fixed} />
            )}
          </FormField>
          <FormField
            control={control}
            name="priority"
            label={t('priority')}
            help={t('priorityHelp')}
            error={state.errorOf('priority')}
          >
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                value={Number.isNaN(field.value) ? '' : field.value}
                onChange={(event) => field.onChange(event.target.valueAsNumber)}
                type="number"
                min={0}
                max={10000}
                disabled={fixed}
              />
            )}
          </FormField>
        </div>
        <FormField
          control={control}
          name="regions"
          label={t('regions')}
          help={t('regionsHelp')}
          error={state.errorOf('regions')}
        >
          {(field, aria) => <Textarea {...field} {...aria} disabled={fixed} placeholder={t('regionsExample')} />}
        </FormField>
        <FormField
          control={control}
          name="freight"
          label={t('freight')}
          help={t('freightHelp')}
          error={state.errorOf('freight')}
        >
          {(field, aria) => <Textarea {...field} {...aria} disabled={fixed} placeholder={t('freightExample')} />}
        </FormField>
        <FormField
          control={control}
          name="leadHours"
          label={t('leadHours')}
          help={t('leadHoursHelp')}
          error={state.errorOf('leadHours')}
        >
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              value={Number.isNaN(field.value) ? '' : field.value}
              onChange={(event) => field.onChange(event.target.valueAsNumber)}
              type="number"
              min={0}
              max={720}
              disabled={fixed}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="contact"
          label={t('contact')}
          help={t('contactHelp')}
          error={state.errorOf('contact')}
        >
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} />}
        </FormField>
        {fixed ? null : (
          <SubmitBar
            pending={state.pending}
            dirty={state.form.formState.isDirty}
            secondary={
              warehouse && rights.close ? (
                <ClosePlace
                  words={{
                    close: t('close'),
                    reopen: t('reopen'),
                    closed: t('closed', { name: warehouse.name }),
                    reopened: t('reopened', { name: warehouse.name }),
                    question: t('confirm.title', { name: warehouse.name }),
                    consequence: t('confirm.text'),
                  }}
                  place={warehouse}
                  close={closeWarehouseAction}
                  reopen={reopenWarehouseAction}
                  onDone={done}
                />
              ) : (
                <Button onClick={onLeave}>{common('cancel')}</Button>
              )
            }
          />
        )}
      </ActionForm>
    </Sheet>
  )
}
