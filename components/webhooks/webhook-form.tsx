'use client'

import { useTranslations } from 'next-intl'
import { useController } from 'react-hook-form'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { fieldId, useActionForm } from '@/components/form/use-action-form'
import { type Place, ScopePicker } from '@/components/settings/scope-picker'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { useEventName } from '@/components/webhooks/use-event-name'
import { type WebhookView, webhookEvents, webhookFields } from '@/lib/modules/webhooks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type WebhookShops = { shops: readonly Place[]; mayAllShops: boolean }

type Props<T> = WebhookShops & {
  /** undefined: a new one. */
  webhook?: WebhookView
  submit: (input: unknown) => Promise<Outcome<T>>
  onDone: (value: T) => void
}

const schema = z.object({ ...webhookFields, name: webhookFields.name.min(1) })
type Draft = z.input<typeof schema>

const valuesOf = ({ name, url, events, shopIds }: WebhookView): Draft => {
  return { name, url, events: events as Draft['events'], shopIds }
}

export function WebhookForm<T>({ webhook, shops, mayAllShops, submit, onDone }: Props<T>) {
  const t = useTranslations('webhooks')
  const eventName = useEventName()
  const state = useActionForm({
    schema,
    record: webhook ? recordAt(webhook, `webhooks/${webhook.id}`, valuesOf) : undefined,
    defaultValues: webhook
      ? valuesOf(webhook)
      : {
          ...{ name: '', url: '', events: ['order.created', 'order.shipped', 'order.cancelled'] as Draft['events'] },
          shopIds: mayAllShops ? null : [],
        },
    action: (input: z.output<typeof schema>, version) =>
      submit(webhook ? { ...input, webhookId: webhook.id, version } : input),
    onDone,
    labels: { name: t('name'), url: t('url'), events: t('events'), shopIds: t('shops') },
    says: {
      events: (events) => events.map(eventName).join(', '),
      shopIds: (ids) =>
        ids
          ? shops
              .filter(({ id }) => ids.includes(id))
              .map((shop) => shop.name)
              .join(', ')
          : '*',
    },
  })
  const { control } = state.form
  const events = useController({ control, name: 'events' }).field
  const chosen = useController({ control, name: 'shopIds' }).field
  const toggle = (event: (typeof webhookEvents)[number], on: boolean) =>
    events.onChange(on ? [...events.value, event] : events.value.filter((other) => other !== event))
  const wrong = state.errorOf('events')
  return (
    <ActionForm state={state}>
      <FormField control={control} name="name" label={t('name')} help={t('nameHelp')} error={state.errorOf('name')}>
        {(field, aria) => <Input {...field} {...aria} autoComplete="off" />}
      </FormField>
      <FormField control={control} name="url" label={t('url')} help={t('urlHelp')} error={state.errorOf('url')}>
        {(field, aria) => (
          <Input {...field} {...aria} type="url" inputMode="url" autoComplete="off" spellCheck={false} />
        )}
      </FormField>
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-1 text-sm font-medium">{t('events')}</legend>
        <div className="grid gap-1.5 sm:grid-cols-2">
          {webhookEvents.map((event, i) => (
            <Checkbox
              key={event}
              id={i === 0 ? fieldId('events') : undefined}
              label={eventName(event)}
              help={event}
              checked={events.value.includes(event)}
              onCheckedChange={(on) => toggle(event, on)}
            />
          ))}
        </div>
        {wrong ? <p className="text-xs text-danger-text">{wrong}</p> : null}
      </fieldset>
      <ScopePicker
        id={fieldId('shopIds')}
        legend={t('shops')}
        allLabel={t('allShops')}
        places={shops}
        value={chosen.value}
        onChange={chosen.onChange}
        mayAll={mayAllShops}
        error={state.errorOf('shopIds')}
      />
      <SubmitBar pending={state.pending} label={webhook ? t('save') : t('create')} />
    </ActionForm>
  )
}
