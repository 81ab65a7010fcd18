'use client'

import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Dialog } from '@/components/ui/dialog'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { feedbackForm, feedbackKinds } from '@/lib/modules/settings/feedback-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  /** The page that somebody came from to say it. */
  page: string
  send: (input: unknown) => Promise<Outcome<unknown>>
  onSent: () => void
  onClose: () => void
}

const ratings = ['1', '2', '3', '4', '5'] as const

export function FeedbackDialog({ page, send, onSent, onClose }: Props) {
  const t = useTranslations('feedback')
  const state = useActionForm({
    schema: feedbackForm,
    defaultValues: { kind: 'problem', text: '', rating: null, page },
    action: (input) => send(input),
    onDone: onSent,
    labels: { kind: t('field.kind'), text: t('field.text'), rating: t('field.rating') },
  })
  const { control } = state.form
  return (
    <Dialog open title={t('send')} description={t('sendText')} onOpenChange={(open) => open || onClose()}>
      <ActionForm state={state}>
        <FormField control={control} name="kind" label={t('field.kind')} error={state.errorOf('kind')}>
          {(field) => (
            <RadioGroup
              direction="row"
              aria-label={t('field.kind')}
              value={field.value}
              onValueChange={field.onChange}
              options={feedbackKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          )}
        </FormField>
        <FormField
          control={control}
          name="text"
          label={t('field.text')}
          help={t('field.textHelp')}
          error={state.errorOf('text')}
        >
          {(field, aria) => <Textarea {...field} {...aria} autoFocus rows={5} maxLength={2000} />}
        </FormField>
        <FormField control={control} name="rating" label={t('field.rating')} error={state.errorOf('rating')}>
          {(field, aria) => (
            <Select
              {...aria}
              value={field.value ? String(field.value) : 'none'}
              onValueChange={(value) => field.onChange(value === null || value === 'none' ? null : Number(value))}
              options={['none' as const, ...ratings].map((value) => ({ value, label: t(`rating.${value}`) }))}
            />
          )}
        </FormField>
        {page ? <p className="text-xs text-muted">{t('fromPage', { page })}</p> : null}
        <SubmitBar pending={state.pending} label={t('submit')} />
      </ActionForm>
    </Dialog>
  )
}
