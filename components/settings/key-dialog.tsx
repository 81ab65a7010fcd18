'use client'

import { useTranslations } from 'next-intl'
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
import { apiKeyFields } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  grantable: Grantable
  create: (input: unknown) => Promise<Outcome<{ key: string }>>
  onClose: () => void
  onCreated: () => void
}

const schema = z.object(apiKeyFields)

export function KeyDialog({ grantable, create, onClose, onCreated }: Props) {
  const t = useTranslations('settings.apiKeys')
  const [key, setKey] = useState<string | null>(null)
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(key ? 'created' : 'create')}
      description={key ? undefined : t('createText')}
    >
      {key ? (
        <SecretBox label={t('key')} value={key} text={t('keyText')} />
      ) : (
        <KeyForm
          grantable={grantable}
          create={create}
          onDone={(made) => {
            setKey(made)
            onCreated()
          }}
        />
      )}
    </Dialog>
  )
}

function KeyForm({
  grantable,
  create,
  onDone,
}: Pick<Props, 'grantable' | 'create'> & { onDone: (key: string) => void }) {
  const t = useTranslations('settings')
  const state = useActionForm({
    schema,
    defaultValues: {
      name: '',
      role: '',
      shopIds: grantable.mayAllShops ? null : [],
      warehouseIds: grantable.mayAllWarehouses ? null : [],
    },
    action: create,
    onDone: ({ key }) => onDone(key),
    labels: {
      name: t('apiKeys.name'),
      role: t('field.role'),
      shopIds: t('field.shops'),
      warehouseIds: t('field.warehouses'),
    },
  })
  const { control } = state.form
  return (
    <ActionForm state={state}>
      <FormField
        control={control}
        name="name"
        label={t('apiKeys.name')}
        help={t('apiKeys.nameHelp')}
        error={state.errorOf('name')}
      >
        {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
      </FormField>
      <GrantFields control={control} errorOf={state.errorOf} grantable={grantable} />
      <SubmitBar pending={state.pending} label={t('apiKeys.create')} />
    </ActionForm>
  )
}
