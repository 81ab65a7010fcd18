'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { type ProfileView, profileFields } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const schema = z.object(profileFields)
const fields = ['legalName', 'licenceNo', 'taxNo', 'address', 'contactName', 'contactPhone', 'contactEmail'] as const
const complete: Partial<Record<(typeof fields)[number], string>> = {
  legalName: 'organization',
  address: 'street-address',
}

const valuesOf = ({ version: _, ...values }: ProfileView) => values

type Props = {
  profile: ProfileView
  mayUpdate: boolean
  update: (input: unknown) => Promise<Outcome<ProfileView>>
}

/** What stands on the licence and whom to ask: printed on documents, needed by carriers and platforms. */
export function ProfileForm({ profile, mayUpdate, update }: Props) {
  const t = useTranslations('settings')
  const router = useRouter()
  const labels = Object.fromEntries(fields.map((field) => [field, t(`profile.${field}`)]))
  const state = useActionForm({
    schema,
    record: recordAt(profile, 'company/profile', valuesOf),
    defaultValues: valuesOf(profile),
    action: (input: z.output<typeof schema>, version) => update({ ...input, version }),
    onDone: () => {
      toast.success(t('saved'))
      router.refresh()
    },
    labels,
  })
  const { control, formState } = state.form
  return (
    <Card title={t('profile.title')}>
      <ActionForm state={state} className="max-w-xl">
        {fields.map((name) => (
          <FormField key={name} control={control} name={name} label={labels[name]} error={state.errorOf(name)}>
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                type={name === 'contactEmail' ? 'email' : name === 'contactPhone' ? 'tel' : 'text'}
                autoComplete={complete[name] ?? 'off'}
                readOnly={!mayUpdate}
              />
            )}
          </FormField>
        ))}
        {mayUpdate ? <SubmitBar pending={state.pending} dirty={formState.isDirty} /> : null}
      </ActionForm>
    </Card>
  )
}
