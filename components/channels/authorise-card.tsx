'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import type { ConnectionView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const schema = z.object({
  baseUrl: z.string().trim().max(300),
  credentials: z.record(z.string(), z.string().trim().max(4000)),
})

type Props = { connection: ConnectionView; authorise: (input: object) => Promise<Outcome<{ url: string }>> }

/** The way most merchants take: the application's keys once, then a click on the marketplace's own page. */
export function AuthoriseCard({ connection, authorise }: Props) {
  const t = useTranslations('channels')
  const { shopId, baseUrl, permitted, fields, state: connected } = connection
  const needed = permitted ?? []
  const state = useActionForm({
    schema,
    defaultValues: { baseUrl, credentials: Object.fromEntries(needed.map((name) => [name, ''])) },
    action: (input) => authorise({ ...input, shopId }),
    onDone: ({ url }) => window.location.assign(url),
    labels: {
      baseUrl: t('form.baseUrl'),
      ...Object.fromEntries(needed.map((name) => [`credentials.${name}`, t(`fields.${name}` as 'fields.appKey')])),
    },
  })
  const { control } = state.form
  return (
    <Card title={t('permit.title')}>
      <ActionForm state={state} className="max-w-xl">
        <p className="text-sm text-muted">{t('permit.help')}</p>
        <FormField
          control={control}
          name="baseUrl"
          label={t('form.baseUrl')}
          help={t(connection.channel === 'shopify' ? 'form.ownAddress' : 'form.baseUrlHelp')}
          error={state.errorOf('baseUrl')}
        >
          {(field, aria) => <Input {...field} {...aria} inputMode="url" autoCapitalize="none" spellCheck={false} />}
        </FormField>
        {needed.map((name) => {
          const { secret = false, set: kept = false } = fields.find((field) => field.name === name) ?? {}
          return (
            <FormField
              key={name}
              control={control}
              name={`credentials.${name}`}
              label={t(`fields.${name}` as 'fields.appKey')}
              error={state.errorOf(`credentials.${name}`)}
            >
              {(field, aria) => (
                <Input
                  {...field}
                  {...aria}
                  type={secret ? 'password' : 'text'}
                  autoComplete="off"
                  placeholder={kept ? t('form.kept') : undefined}
                />
              )}
            </FormField>
          )
        })}
        <Button type="submit" variant="primary" pending={state.pending} className="self-start">
          {t(connected === 'none' ? 'permit.go' : 'permit.again')}
        </Button>
      </ActionForm>
    </Card>
  )
}
