'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Conflict } from '@/components/form/conflict'
import { recordAt } from '@/components/form/record-at'
import { useRecordForm } from '@/components/form/use-record-form'
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

const valuesOf = ({ name, tone }: Tag): { name: string; tone: string } => ({ name, tone })

export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const t = useTranslations('settings.tags')
  const common = useTranslations('common.actions')
  const { fieldText } = useRefusalText()
  const router = useRouter()
  const [name, setName] = useState(tag?.name ?? '')
  const [tone, setTone] = useState<string>(tag?.tone ?? 'grey')
  const [error, setError] = useState<string | undefined>()
  const form = useRecordForm({
    record: tag
      ? recordAt(tag, 'tags', valuesOf, (all) => (all as { items: Tag[] }).items.find(({ id }) => id === tag.id))
      : undefined,
    values: tag ? valuesOf(tag) : { name: '', tone: 'grey' },
    mine: { name, tone },
    put: (fields) => {
      setName(fields.name)
      setTone(fields.tone)
    },
    labels: { name: t('name'), tone: t('tone') },
    says: { tone: (code) => t(`tones.${code as Tag['tone']}`) },
    action: (fields, version) =>
      tag ? updateTagAction({ ...fields, tagId: tag.id, version }) : createTagAction(fields),
    onDone: () => {
      toast.success(t(tag ? 'saved' : 'created'))
      onClose()
      router.refresh()
    },
    onRefused: ({ errors = [] }) => {
      const wrong = errors.find(({ path }) => path === 'name')
      if (wrong) setError(fieldText(wrong.code, name))
      return wrong !== undefined
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!form.pending) form.save()
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
          <Button variant="primary" type="submit" form="tag" pending={form.pending}>
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
      <Conflict of={form.conflict} />
    </Dialog>
  )
}
