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
import type { ConnectionView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const schema = z.object({
  baseUrl: z.string().trim().max(300),
  credentials: z.record(z.string(), z.string().trim().max(4000)),
})

type Props = { connection: ConnectionView; set: (input: unknown) => Promise<Outcome<ConnectionView>> }

/** Keys go in and never come back: a field that is kept shows that it is, not what it is. */
export function ConnectionForm({ connection, set }: Props) {
  const t = useTranslations('channels')
  const router = useRouter()
  const { shopId, fields, channel } = connection
  // Keys are never read back, so that a form begins without them.
  const valuesOf = (view: ConnectionView) => ({
    baseUrl: view.baseUrl,
    credentials: Object.fromEntries(view.fields.map(({ name }) => [name, ''])),
  })
  const labels = Object.fromEntries(fields.map(({ name }) => [`credentials.${name}`, t(`fields.${name}`)]))
  const state = useActionForm({
    schema,
    record: recordAt(connection, `shops/${shopId}/connection`, valuesOf),
    defaultValues: valuesOf(connection),
    action: (input) => set({ ...input, shopId }),
    onDone: () => {
      toast.success(t('form.saved'))
      router.refresh()
    },
    labels: { baseUrl: t('form.baseUrl'), ...labels },
  })
  const { control, formState } = state.form
  const ownAddress = channel === 'shopify' || channel === 'woocommerce'
  return (
    <Card title={t('form.title')}>
      <ActionForm state={state} className="max-w-xl">
        <p className="text-sm text-muted">{t('form.help')}</p>
        <FormField
          control={control}
          name="baseUrl"
          label={t('form.baseUrl')}
          help={t(ownAddress ? 'form.ownAddress' : 'form.baseUrlHelp')}
          error={state.errorOf('baseUrl')}
        >
          {(field, aria) => <Input {...field} {...aria} inputMode="url" autoCapitalize="none" spellCheck={false} />}
        </FormField>
        {fields.map(({ name, secret, required, set: kept }) => (
          <FormField
            key={name}
            control={control}
            name={`credentials.${name}`}
            label={t(`fields.${name}`)}
            note={required ? undefined : t('form.optional')}
            error={state.errorOf(`credentials.${name}`)}
          >
            {(field, aria) => (
              <Input
                {...field}
                {...aria}
                value={field.value ?? ''}
                type={secret ? 'password' : 'text'}
                placeholder={kept ? t('form.kept') : undefined}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </FormField>
        ))}
        <SubmitBar pending={state.pending} dirty={formState.isDirty} />
      </ActionForm>
    </Card>
  )
}
