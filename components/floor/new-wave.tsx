'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import { carriers } from '@/lib/kernel/carriers'
import { waveKinds } from '@/lib/modules/warehouse/states'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const schema = z.object({
  warehouseCode: z.string().min(1),
  kind: z.enum(waveKinds),
  singles: z.boolean(),
  zoneId: z.string(),
  skuCode: z.string().trim(),
  carrierCode: z.string(),
  shipBy: z.string(),
  maxParcels: z.int().min(1).max(500),
  maxUnits: z.int().min(1).max(20_000),
})

type Made = { id: string; number: string; parcels: number; notThere: number }
type Props = {
  warehouse: string
  warehouses: readonly Option[]
  zones: readonly Option[]
  create: (input: unknown) => Promise<Outcome<Made>>
}

/** What is left open asks for nothing. */
const stated = (fields: z.output<typeof schema>) =>
  Object.fromEntries(
    Object.entries({ ...fields, shipBy: fields.shipBy && new Date(fields.shipBy).toISOString() }).filter(
      ([, value]) => value !== '',
    ),
  )

export function NewWave({ warehouse, warehouses, zones, create }: Props) {
  const t = useTranslations('floor.wave')
  const common = useTranslations('common.actions')
  const zh = useLocale() === 'zh-CN'
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const state = useActionForm({
    schema,
    defaultValues: {
      ...{ warehouseCode: warehouse, kind: 'batch' as const, singles: false, zoneId: '', skuCode: '' },
      ...{ carrierCode: '', shipBy: '', maxParcels: 50, maxUnits: 2000 },
    },
    action: (fields: z.output<typeof schema>) => create(stated(fields)),
    onDone: (wave) => {
      const notThere = wave.notThere > 0 ? ` ${t('notThere', { count: wave.notThere })}` : ''
      toast.success(t('created', { number: wave.number, count: wave.parcels }) + notThere)
      setOpen(false)
      router.push(`/floor/waves/${wave.id}`)
    },
    labels: {
      ...{ warehouseCode: t('warehouse'), kind: t('kind'), skuCode: t('sku'), zoneId: t('zone') },
      ...{ carrierCode: t('carrier'), shipBy: t('shipBy'), maxParcels: t('maxParcels'), maxUnits: t('maxUnits') },
    },
  })
  const { control } = state.form
  const any = { value: '', label: t('any') }
  const options = {
    warehouseCode: warehouses,
    kind: waveKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
    zoneId: [any, ...zones],
    carrierCode: [any, ...carriers.map(([value, zhName, enName]) => ({ value, label: zh ? zhName : enName }))],
  }
  const select = (name: keyof typeof options, label: string) => (
    <FormField control={control} name={name} label={label} error={state.errorOf(name)}>
      {(field, aria) => (
        <Select
          {...aria}
          placeholder={t('any')}
          value={field.value === '' ? null : field.value}
          onValueChange={(value) => field.onChange(value ?? '')}
          options={options[name]}
        />
      )}
    </FormField>
  )
  const number = (name: 'maxParcels' | 'maxUnits', label: string) => (
    <FormField control={control} name={name} label={label} error={state.errorOf(name)}>
      {(field, aria) => (
        <Input
          {...field}
          {...aria}
          type="number"
          min={1}
          value={Number.isNaN(field.value) ? '' : field.value}
          onChange={(event) => field.onChange(event.target.valueAsNumber)}
        />
      )}
    </FormField>
  )
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t('new')}
      </Button>
      <Sheet open={open} onOpenChange={setOpen} title={t('new')}>
        <ActionForm state={state}>
          <div className="grid gap-4 md:grid-cols-2">
            {select('warehouseCode', t('warehouse'))}
            {select('kind', t('kind'))}
          </div>
          <p className="text-sm text-muted">{t('kindHelp')}</p>
          <FormField control={control} name="singles" label={t('singlesLabel')} error={state.errorOf('singles')}>
            {(field, aria) => (
              <Checkbox {...aria} checked={field.value} onCheckedChange={field.onChange} label={t('singles')} />
            )}
          </FormField>
          <div className="grid gap-4 md:grid-cols-2">
            {select('zoneId', t('zone'))}
            {select('carrierCode', t('carrier'))}
            <FormField control={control} name="skuCode" label={t('sku')} error={state.errorOf('skuCode')}>
              {(field, aria) => <Input {...field} {...aria} className="font-mono" />}
            </FormField>
            <FormField control={control} name="shipBy" label={t('shipBy')} error={state.errorOf('shipBy')}>
              {(field, aria) => <Input {...field} {...aria} type="datetime-local" />}
            </FormField>
            {number('maxParcels', t('maxParcels'))}
            {number('maxUnits', t('maxUnits'))}
          </div>
          <SubmitBar
            pending={state.pending}
            dirty
            label={t('create')}
            secondary={<Button onClick={() => setOpen(false)}>{common('cancel')}</Button>}
          />
        </ActionForm>
      </Sheet>
    </>
  )
}
