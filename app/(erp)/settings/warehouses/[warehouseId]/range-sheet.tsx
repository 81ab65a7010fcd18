'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useWatch } from 'react-hook-form'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import { codesBetween } from '@/lib/kernel/code-range'
import { binFields, mostBins, placeCode, type ZoneView } from '@/lib/modules/inventory/schema'
import { createBinsAction } from './actions'
import { NumberInput, ZoneSelect } from './bin-fields'

const schema = z.object({
  from: placeCode,
  to: placeCode,
  zoneId: z.string().nullable(),
  route: binFields.route.nullable(),
  capacity: binFields.capacity,
})

type Props = { warehouseId: string; zones: readonly ZoneView[]; onLeave: () => void }

/** A shelf of bins at once; what the two codes come to is said before they are made. */
export function RangeSheet({ warehouseId, zones, onLeave }: Props) {
  const t = useTranslations('places.warehouse')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const state = useActionForm({
    schema,
    defaultValues: { from: '', to: '', zoneId: null, route: null, capacity: null },
    action: ({ route, ...fields }: z.output<typeof schema>) =>
      createBinsAction({ ...fields, ...(route !== null && { route }), warehouseId }),
    onDone: (made) => {
      toast.success(t('rangeDone', made))
      onLeave()
      router.refresh()
    },
    labels: { from: t('from'), to: t('to'), zoneId: t('zone'), route: t('route'), capacity: t('capacity') },
  })
  const { control } = state.form
  const [from, to] = useWatch({ control, name: ['from', 'to'] }).map((text) =>
    text.normalize('NFKC').trim().toUpperCase(),
  )
  const codes = from && to ? codesBetween(from, to, mostBins) : undefined
  return (
    <Sheet open title={t('newRange')} onOpenChange={(open) => !open && onLeave()}>
      <ActionForm state={state}>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField
            control={control}
            name="from"
            label={t('from')}
            help={t('rangeHelp')}
            error={state.errorOf('from')}
          >
            {(field, aria) => (
              <Input {...field} {...aria} className="font-mono" autoCapitalize="characters" autoFocus />
            )}
          </FormField>
          <FormField control={control} name="to" label={t('to')} error={state.errorOf('to')}>
            {(field, aria) => <Input {...field} {...aria} className="font-mono" autoCapitalize="characters" />}
          </FormField>
        </div>
        <p role="status" className="min-h-5 text-sm text-muted">
          {codes
            ? t('rangeCount', { count: codes.length, first: codes[0] ?? '', last: codes.at(-1) ?? '' })
            : from && to
              ? t('rangeWrong')
              : ''}
        </p>
        <FormField control={control} name="zoneId" label={t('zone')} error={state.errorOf('zoneId')}>
          {(field, aria) => <ZoneSelect field={field} aria={aria} zones={zones} />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField
            control={control}
            name="route"
            label={t('route')}
            help={t('routeHelp')}
            error={state.errorOf('route')}
          >
            {(field, aria) => <NumberInput field={field} aria={aria} />}
          </FormField>
          <FormField
            control={control}
            name="capacity"
            label={t('capacity')}
            help={t('capacityHelp')}
            error={state.errorOf('capacity')}
          >
            {(field, aria) => <NumberInput field={field} aria={aria} />}
          </FormField>
        </div>
        <SubmitBar
          pending={state.pending}
          dirty={state.form.formState.isDirty}
          label={common('create')}
          secondary={<Button onClick={onLeave}>{common('cancel')}</Button>}
        />
      </ActionForm>
    </Sheet>
  )
}
