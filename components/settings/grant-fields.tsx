'use client'

import { useTranslations } from 'next-intl'
import { type Control, type FieldValues, type Path, useController } from 'react-hook-form'
import { FormField } from '@/components/form/form-field'
import { fieldId } from '@/components/form/use-action-form'
import { type Place, ScopePicker } from '@/components/settings/scope-picker'
import { useRoleName } from '@/components/settings/use-role-name'
import { Select } from '@/components/ui/select'

/** What there is to give, and whether the giver has no limit of his own. */
export type Grantable = {
  roles: readonly { code: string; name: string }[]
  shops: readonly Place[]
  warehouses: readonly Place[]
  mayAllShops: boolean
  mayAllWarehouses: boolean
}

type Granted = FieldValues & { role: string; shopIds: string[] | null; warehouseIds: string[] | null }

export type GrantFieldsProps<In extends Granted, Out> = {
  control: Control<In, unknown, Out>
  errorOf: (path: Path<In>) => string | null
  grantable: Grantable
}

/** Role, shops, warehouses: the same for a member and for a key. */
export function GrantFields<In extends Granted, Out>({ control, errorOf, grantable }: GrantFieldsProps<In, Out>) {
  const t = useTranslations('settings')
  const roleName = useRoleName()
  const [role, shopIds, warehouseIds] = ['role', 'shopIds', 'warehouseIds'] as Path<In>[] as [
    Path<In>,
    Path<In>,
    Path<In>,
  ]
  const shops = useController({ control, name: shopIds }).field
  const warehouses = useController({ control, name: warehouseIds }).field
  return (
    <>
      <FormField control={control} name={role} label={t('field.role')} error={errorOf(role)}>
        {(field, aria) => (
          <Select
            {...aria}
            value={field.value}
            onValueChange={field.onChange}
            options={grantable.roles.map((one) => ({ value: one.code, label: roleName(one) }))}
          />
        )}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <ScopePicker
          id={fieldId('shopIds')}
          legend={t('field.shops')}
          allLabel={t('scope.allShops')}
          places={grantable.shops}
          value={shops.value}
          onChange={shops.onChange}
          mayAll={grantable.mayAllShops}
          error={errorOf(shopIds)}
        />
        <ScopePicker
          id={fieldId('warehouseIds')}
          legend={t('field.warehouses')}
          allLabel={t('scope.allWarehouses')}
          places={grantable.warehouses}
          value={warehouses.value}
          onChange={warehouses.onChange}
          mayAll={grantable.mayAllWarehouses}
          error={errorOf(warehouseIds)}
        />
      </div>
    </>
  )
}
