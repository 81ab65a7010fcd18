'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { tagTones } from '@/lib/modules/orders/schema'
import { createTagAction, updateTagAction } from './actions'

export type Tag = { id: string; name: string; tone: (typeof tagTones)[number]; version: number }

export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const t = useTranslations('settings.tags')
  const common = useTranslations('common.actions')
  const { refusalText, fieldText } = useRefusalText()
  const router = useRouter()
  const [pending, start] = useTransition()
  const [name, setName] = useState(tag?.name ?? '')
  const [tone, setTone] = useState<string>(tag?.tone ?? 'grey')
  const [error, setError] = useState<string | undefined>()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (pending) return
    start(async () => {
      const answer = tag
        ? await updateTagAction({ tagId: tag.id, name, tone, version: tag.version })
        : await createTagAction({ name, tone })
      if (answer.ok) {
        toast.success(t(tag ? 'saved' : 'created'))
        onClose()
        router.refresh()
        return
      }
      const wrong = answer.refusal.errors?.find(({ path }) => path === 'name')
      if (wrong) setError(fieldText(wrong.code, name))
      else toast.error(refusalText(answer.refusal))
    })
  }
  return (
    <Dialog
      open
      size="sm"
      title={t(tag ? 'edit' : 'create')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" type="submit" form="tag" pending={pending}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form id="tag" onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('name')} error={error}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={30}
              autoFocus
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('tone')}>
          {(control) => (
            <Select
              {...control}
              value={tone}
              options={tagTones.map((one) => ({ value: one, label: t(`tones.${one}`) }))}
              onValueChange={(next) => next && setTone(next)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
