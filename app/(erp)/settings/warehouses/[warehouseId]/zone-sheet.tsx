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
import { toast } from '@/components/ui/toast'
import { type ZoneView, zoneFields, zoneKinds } from '@/lib/modules/inventory/schema'
import { closeZoneAction, createZoneAction, reopenZoneAction, updateZoneAction } from './actions'

const schema = z.object({ ...zoneFields, kind: z.enum(zoneKinds) })

const valuesOf = ({ code, name, kind, sequence }: ZoneView) => ({ code, name, kind, sequence })

type Props = { warehouseId: string; zone: ZoneView | null; rights: PlaceRights; onLeave: () => void }

export function ZoneSheet({ warehouseId, zone, rights, onLeave }: Props) {
  const t = useTranslations('places')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const fixed = zone !== null && !rights.update
  const state = useActionForm({
    schema,
    record: zone ? recordAt(zone, `zones/${zone.id}`, valuesOf) : undefined,
    defaultValues: zone ? valuesOf(zone) : { code: '', name: '', kind: 'sellable', sequence: 0 },
    action: ({ kind, ...fields }: z.output<typeof schema>, version) =>
      zone
        ? updateZoneAction({ ...fields, zoneId: zone.id, version })
        : createZoneAction({ ...fields, kind, warehouseId }),
    onDone: () => {
      toast.success(t(zone ? 'warehouse.saved' : 'warehouse.created'))
      done()
    },
    labels: {
      code: t('warehouse.zoneCode'),
      name: t('warehouse.zoneName'),
      kind: t('warehouse.zoneKind'),
      sequence: t('warehouse.sequence'),
    },
  })
  const { control } = state.form
  function done() {
    onLeave()
    router.refresh()
  }
  const kinds = zoneKinds.map((value) => ({ value, label: t(`bin.kinds.${value}`) }))
  return (
    <Sheet
      open
      title={t(zone ? 'warehouse.editZone' : 'warehouse.newZone')}
      onOpenChange={(open) => !open && onLeave()}
    >
      <ActionForm state={state}>
        <FormField control={control} name="code" label={t('warehouse.zoneCode')} error={state.errorOf('code')}>
          {(field, aria) => (
            <Input
              {...field}
              {...aria}
              disabled={fixed}
              className="font-mono"
              autoCapitalize="characters"
              autoFocus={!zone}
            />
          )}
        </FormField>
        <FormField control={control} name="name" label={t('warehouse.zoneName')} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} disabled={fixed} />}
        </FormField>
        <div className="grid gap-4 md:grid-cols-2">
          <FormField control={control} name="kind" label={t('warehouse.zoneKind')} error={state.errorOf('kind')}>
            {(field, aria) => (
              <Select
                {...aria}
                value={field.value}
                onValueChange={field.onChange}
                options={kinds}
                disabled={zone !== null}
              />
            )}
          </FormField>
          <FormField
            control={control}
            name="sequence"
            label={t('warehouse.sequence')}
            error={state.errorOf('sequence')}
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
        {fixed ? null : (
          <SubmitBar
            pending={state.pending}
            dirty={state.form.formState.isDirty}
            secondary={
              zone && rights.close ? (
                <ClosePlace
                  words={{
                    close: t('warehouse.close'),
                    reopen: t('warehouse.reopen'),
                    closed: t('warehouse.closed'),
                    reopened: t('warehouse.reopened'),
                    question: t('warehouse.confirmZone'),
                    consequence: t('warehouse.confirmZoneText'),
                  }}
                  place={zone}
                  close={closeZoneAction}
                  reopen={reopenZoneAction}
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
