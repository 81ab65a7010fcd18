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
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import { type BinView, binFields, placeCode, type ZoneView } from '@/lib/modules/inventory/schema'
import { closeBinAction, createBinAction, reopenBinAction, updateBinAction } from './actions'
import { NumberInput, ZoneSelect } from './bin-fields'

const schema = z.object({ ...binFields, code: placeCode, zoneId: z.string().nullable() })

const valuesOf = ({ code, zoneId, route, capacity }: BinView) => ({ code, zoneId, route, capacity })

type Props = {
  warehouseId: string
  bin: BinView | null
  zones: readonly ZoneView[]
  rights: PlaceRights
  onLeave: () => void
}

export function BinSheet({ warehouseId, bin, zones, rights, onLeave }: Props) {
  const t = useTranslations('places.warehouse')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const fixed = bin !== null && !rights.update
  const state = useActionForm({
    schema,
    record: bin ? recordAt(bin, `bins/${bin.id}`, valuesOf) : undefined,
    defaultValues: bin ? valuesOf(bin) : { code: '', zoneId: null, route: 0, capacity: null },
    action: (fields: z.output<typeof schema>, version) =>
      bin ? updateBinAction({ ...fields, binId: bin.id, version }) : createBinAction({ ...fields, warehouseId }),
    onDone: () => {
      toast.success(t(bin ? 'saved' : 'created'))
      done()
    },
    labels: { code: t('binCode'), zoneId: t('zone'), route: t('route'), capacity: t('capacity') },
    says: { zoneId: (id) => zones.find((zone) => zone.id === id)?.code ?? '' },
  })
  const { control } = state.form
  function done() {
    onLeave()
    router.refresh()
  }
  return (
    <Sheet open title={t(bin ? 'editBin' : 'newBin')} onOpenChange={(open) => !open && onLeave()}>
      <ActionForm state={state}>
        <FormField control={control} name="code" label={t('binCode')} error={state.errorOf('code')}>
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              disabled={fixed}
              className="font-mono"
              autoCapitalize="characters"
              autoFocus={!bin}
            />
          )}
        </FormField>
        <FormField control={control} name="zoneId" label={t('zone')} error={state.errorOf('zoneId')}>
          {(field, aria) => <ZoneSelect field={field} aria={aria} zones={zones} disabled={fixed} />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="route" label={t('route')} error={state.errorOf('route')}>
            {(field, aria) => <NumberInput field={field} aria={aria} disabled={fixed} />}
          </FormField>
          <FormField
            control={control}
            name="capacity"
            label={t('capacity')}
            help={t('capacityHelp')}
            error={state.errorOf('capacity')}
          >
            {(field, aria) => <NumberInput field={field} aria={aria} disabled={fixed || bin?.isDefault} />}
          </FormField>
        </div>
        {fixed ? null : (
          <SubmitBar
            pending={state.pending}
            dirty={state.form.formState.isDirty}
            secondary={
              bin && rights.close && !bin.isDefault && !bin.isStaging ? (
                <ClosePlace
                  words={{
                    close: t('close'),
                    reopen: t('reopen'),
                    closed: t('closed'),
                    reopened: t('reopened'),
                    question: t('confirmBin'),
                    consequence: t('confirmBinText'),
                  }}
                  place={bin}
                  close={closeBinAction}
                  reopen={reopenBinAction}
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
