'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { FeedbackState } from '@/components/feedback/feedback-state'
import { ActionForm } from '@/components/form/action-form'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useAction } from '@/components/form/use-action'
import { useActionForm } from '@/components/form/use-action-form'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { answerForm, type FeedbackView } from '@/lib/modules/settings/feedback-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  one: FeedbackView
  mayAnswer: boolean
  answer: (input: unknown) => Promise<Outcome<FeedbackView>>
  onClose: () => void
}

const valuesOf = ({ answer }: FeedbackView) => ({ answer })

/** What somebody said in full, and what is said to that. */
export function AnswerDialog({ one, mayAnswer, answer, onClose }: Props) {
  const t = useTranslations('feedback')
  const router = useRouter()
  const done = (text: string) => () => {
    toast.success(text)
    onClose()
    router.refresh()
  }
  const state = useActionForm({
    schema: answerForm,
    defaultValues: { answer: one.answer },
    record: recordAt(one, `feedback/${one.id}`, valuesOf),
    action: (input, version) => answer({ feedbackId: one.id, ...input, version }),
    onDone: done(t('answered')),
    labels: { answer: t('field.answer') },
  })
  // What was typed is answered with, or taken out again first: it is not left behind.
  const { isDirty: typed } = state.form.formState
  const marking = useAction(answer, done(t('saved')))
  const mark = (next: FeedbackView['state']) => marking.run({ feedbackId: one.id, state: next, version: one.version })
  return (
    <Dialog open title={t('open')} onOpenChange={(open) => open || onClose()}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <Badge>{t(`kind.${one.kind}`)}</Badge>
          <FeedbackState state={one.state} />
          {one.rating ? <span className="text-muted">{t(`rating.${one.rating as 1}`)}</span> : null}
          <span className="text-muted">
            {one.member} · <TimeCell value={one.createdAt} />
          </span>
        </div>
        <p className="text-sm whitespace-pre-wrap wrap-anywhere">{one.text}</p>
        {one.page ? <p className="text-xs text-muted">{t('fromPage', { page: one.page })}</p> : null}
        {mayAnswer ? (
          <ActionForm state={state}>
            <FormField
              control={state.form.control}
              name="answer"
              label={t('field.answer')}
              help={t('answerHelp')}
              error={state.errorOf('answer')}
            >
              {(field, aria) => <Textarea {...field} {...aria} rows={4} maxLength={2000} />}
            </FormField>
            <SubmitBar
              pending={state.pending}
              label={t('answer')}
              secondary={
                <>
                  {one.state === 'new' ? (
                    <Button pending={marking.pending} disabled={typed} onClick={() => mark('seen')}>
                      {t('markSeen')}
                    </Button>
                  ) : null}
                  {one.state !== 'done' ? (
                    <Button pending={marking.pending} disabled={typed} onClick={() => mark('done')}>
                      {t('markDone')}
                    </Button>
                  ) : null}
                </>
              }
            />
          </ActionForm>
        ) : null}
      </div>
    </Dialog>
  )
}
