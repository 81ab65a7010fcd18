'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { useRoleName } from '@/components/settings/use-role-name'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { type RoleView, roleFields } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { roles: readonly RoleView[]; create: (input: unknown) => Promise<Outcome<RoleView>> }

const nothing = 'nothing'
const schema = z.object({ name: roleFields.name, copyOf: z.string() })

/** A name, and what to start from; the rights are chosen on the role's own page. */
export function NewRole({ roles, create }: Props) {
  const t = useTranslations('settings.roles')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        {t('new')}
      </Button>
      {open ? (
        <Dialog open onOpenChange={setOpen} title={t('new')} description={t('newText')} size="sm">
          <NewRoleForm roles={roles} create={create} />
        </Dialog>
      ) : null}
    </>
  )
}

function NewRoleForm({ roles, create }: Props) {
  const t = useTranslations('settings')
  const router = useRouter()
  const roleName = useRoleName()
  const state = useActionForm({
    schema,
    defaultValues: { name: '', copyOf: nothing },
    action: ({ name, copyOf }: z.output<typeof schema>) => create({ name, ...(copyOf !== nothing && { copyOf }) }),
    onDone: (made) => router.push(`/settings/roles/${made.id}`),
    labels: { name: t('roles.name'), copyOf: t('roles.copyOf') },
  })
  const { control } = state.form
  const options = [
    { value: nothing, label: t('roles.fromNothing') },
    ...roles.map((role) => ({ value: role.id, label: roleName(role) })),
  ]
  return (
    <ActionForm state={state}>
      <FormField control={control} name="name" label={t('roles.name')} error={state.errorOf('name')}>
        {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
      </FormField>
      <FormField control={control} name="copyOf" label={t('roles.copyOf')} error={state.errorOf('copyOf')}>
        {(field, aria) => (
          <Select
            {...aria}
            options={options}
            value={field.value}
            onValueChange={(value) => value && field.onChange(value)}
          />
        )}
      </FormField>
      <SubmitBar pending={state.pending} label={t('roles.new')} />
    </ActionForm>
  )
}
