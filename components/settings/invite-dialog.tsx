'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { type Grantable, GrantFields } from '@/components/settings/grant-fields'
import { SecretBox } from '@/components/settings/secret-box'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { memberEmail, memberFields } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  grantable: Grantable
  create: (input: unknown) => Promise<Outcome<{ inviteUrl: string }>>
  onClose: () => void
  onCreated: () => void
}

const schema = z.object({ ...memberFields, email: memberEmail })

export function InviteDialog({ grantable, create, onClose, onCreated }: Props) {
  const t = useTranslations('settings')
  const [link, setLink] = useState<string | null>(null)
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(link ? 'members.invited' : 'members.invite')}
      description={link ? undefined : t('members.inviteText')}
    >
      {link ? (
        <SecretBox label={t('members.link')} value={link} text={t('members.linkText')} />
      ) : (
        <InviteForm
          grantable={grantable}
          create={create}
          onDone={(url) => {
            setLink(url)
            onCreated()
          }}
        />
      )}
    </Dialog>
  )
}

function InviteForm({
  grantable,
  create,
  onDone,
}: Pick<Props, 'grantable' | 'create'> & { onDone: (url: string) => void }) {
  const t = useTranslations('settings')
  const locale = useLocale()
  const state = useActionForm({
    schema,
    defaultValues: {
      name: '',
      email: '',
      role: '',
      shopIds: grantable.mayAllShops ? null : [],
      warehouseIds: grantable.mayAllWarehouses ? null : [],
    },
    // The mail speaks the language in which the invitation was written.
    action: (input: z.output<typeof schema>) => create({ ...input, locale }),
    onDone: ({ inviteUrl }) => onDone(inviteUrl),
    labels: {
      name: t('field.name'),
      email: t('field.email'),
      role: t('field.role'),
      shopIds: t('field.shops'),
      warehouseIds: t('field.warehouses'),
    },
  })
  const { control } = state.form
  return (
    <ActionForm state={state}>
      <FormField control={control} name="name" label={t('field.name')} error={state.errorOf('name')}>
        {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
      </FormField>
      <FormField control={control} name="email" label={t('field.email')} error={state.errorOf('email')}>
        {(field, aria) => <Input {...field} {...aria} type="email" autoComplete="off" />}
      </FormField>
      <GrantFields control={control} errorOf={state.errorOf} grantable={grantable} />
      <SubmitBar pending={state.pending} label={t('members.inviteSubmit')} />
    </ActionForm>
  )
}
