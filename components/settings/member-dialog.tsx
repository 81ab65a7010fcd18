'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { type Grantable, GrantFields } from '@/components/settings/grant-fields'
import type { Place } from '@/components/settings/scope-picker'
import { useRoleName } from '@/components/settings/use-role-name'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { type MemberView, memberFields } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  member: MemberView
  grantable: Grantable
  update: (input: unknown) => Promise<Outcome<unknown>>
  onClose: () => void
  onSaved: () => void
}

const schema = z.object(memberFields)
const valuesOf = ({ name, role, shopIds, warehouseIds }: MemberView) => ({ name, role, shopIds, warehouseIds })

export function MemberDialog({ member, grantable, update, onClose, onSaved }: Props) {
  const t = useTranslations('settings')
  const roleName = useRoleName()
  const named = (places: readonly Place[], ids: readonly string[] | null) =>
    ids ? places.filter(({ id }) => ids.includes(id)).map((place) => place.name) : [t('scope.all')]
  const state = useActionForm({
    schema,
    record: recordAt(member, `members/${member.id}`, valuesOf),
    defaultValues: valuesOf(member),
    action: (input: z.output<typeof schema>, version) => update({ ...input, memberId: member.id, version }),
    onDone: onSaved,
    labels: {
      name: t('field.name'),
      role: t('field.role'),
      shopIds: t('field.shops'),
      warehouseIds: t('field.warehouses'),
    },
    says: {
      role: (code) => roleName(grantable.roles.find((role) => role.code === code) ?? { code, name: code }),
      shopIds: (ids) => named(grantable.shops, ids).join(', '),
      warehouseIds: (ids) => named(grantable.warehouses, ids).join(', '),
    },
  })
  const { control, formState } = state.form
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('members.edit')} description={member.email}>
      <ActionForm state={state}>
        <FormField control={control} name="name" label={t('field.name')} error={state.errorOf('name')}>
          {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
        </FormField>
        <GrantFields control={control} errorOf={state.errorOf} grantable={grantable} />
        <SubmitBar pending={state.pending} dirty={formState.isDirty} />
      </ActionForm>
    </Dialog>
  )
}
