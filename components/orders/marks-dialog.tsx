'use client'

import { Ban, Flag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useNamesFrom } from '@/components/table/use-remote-options'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { NotLoaded } from '@/components/ui/not-loaded'
import { TONES, toneText } from '@/components/ui/tone'
import { flagColours } from '@/lib/kernel/flag-colours'
import type { OrderRow } from '@/lib/modules/orders/schema'
import { flagTone } from './order-flag'
import { type Marked as Kind, type MarkActions, useMarks } from './use-marks'

export type Marked = Pick<OrderRow, 'id' | 'flag' | 'assignee'> & Partial<Pick<OrderRow, 'tags'>>

type Props = {
  orders: readonly Marked[]
  actions: MarkActions
  of?: Kind
  mayCreateTag?: boolean
  onClose: () => void
}

const tagsHref = '/api/v1/tags'
const membersHref = '/api/v1/member-names'

/** Everything people stick on orders in one place; each choice works at once and can be taken back. */
export function MarksDialog({ orders, actions, of = 'order', mayCreateTag = false, onClose }: Props) {
  const t = useTranslations('marks')
  const flags = useTranslations('orders.flag')
  const marks = useMarks(actions, of)
  const members = useNamesFrom(membersHref)
  const ids = orders.map((order) => order.id)
  const [first] = orders
  const flag = orders.every((order) => order.flag === first?.flag) ? first?.flag : undefined
  const assignee = orders.every((order) => order.assignee?.id === first?.assignee?.id) ? first?.assignee?.id : undefined
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title', { of, count: orders.length })}
      description={t('text')}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="flex flex-col gap-5" aria-busy={marks.pending}>
        <fieldset className="flex flex-wrap items-center gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">{t('flag')}</legend>
          {(['', ...flagColours] as const).map((colour) => (
            <button
              key={colour}
              type="button"
              aria-pressed={flag === colour}
              disabled={marks.pending}
              onClick={() => marks.setFlag(ids, colour)}
              className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong px-2.5 text-sm hover:bg-hover disabled:opacity-50 aria-pressed:border-accent aria-pressed:bg-accent-soft [&_svg]:size-4"
            >
              {colour === '' ? (
                <Ban aria-hidden="true" className="text-subtle" />
              ) : (
                <Flag aria-hidden="true" fill="currentColor" className={cn(toneText[flagTone[colour]])} />
              )}
              {flags(colour === '' ? 'none' : colour)}
            </button>
          ))}
        </fieldset>
        {actions.setTags ? <OrderTagsField {...{ orders, actions, ids, mayCreateTag, marks }} /> : null}
        <fieldset className="flex items-center gap-2">
          <legend className="mb-1.5 text-sm font-medium">{t('assignee', { of })}</legend>
          <Combobox
            aria-label={t('assignee', { of })}
            options={members.names}
            value={assignee ?? null}
            placeholder={t('nobody', { of })}
            disabled={marks.pending}
            onValueChange={(memberId) =>
              marks.assign(ids, memberId, members.names.find((member) => member.value === memberId)?.label ?? '')
            }
          />
        </fieldset>
      </div>
    </Dialog>
  )
}

type TagsProps = {
  orders: readonly Marked[]
  actions: MarkActions
  ids: readonly string[]
  mayCreateTag: boolean
  marks: ReturnType<typeof useMarks>
}

function OrderTagsField({ orders, actions, ids, mayCreateTag, marks }: TagsProps) {
  const t = useTranslations('marks')
  const tags = useNamesFrom(tagsHref)
  const create = actions.createTag
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t('tags')}</legend>
      {tags.failed ? (
        <NotLoaded onRetry={tags.again} />
      ) : tags.names.length === 0 ? (
        <p className="text-sm text-muted">{t('noTags')}</p>
      ) : null}
      <div className="grid max-h-48 grid-cols-2 gap-2 overflow-y-auto">
        {tags.names.map((tag) => {
          const having = orders.filter((order) => order.tags?.some(({ id }) => id === tag.value)).length
          return (
            <Checkbox
              key={tag.value}
              label={tag.label}
              checked={having === orders.length}
              indeterminate={having > 0 && having < orders.length}
              disabled={marks.pending}
              onCheckedChange={(on) => marks.setTag(ids, tag.value, on)}
            />
          )
        })}
      </div>
      {mayCreateTag && create ? <NewTag create={create} onMade={tags.again} /> : null}
    </fieldset>
  )
}

function NewTag({ create, onMade }: { create: NonNullable<MarkActions['createTag']>; onMade: () => void }) {
  const t = useTranslations('marks')
  const { refusalText, fieldText } = useRefusalText()
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '' || pending) return
    start(async () => {
      // Colours take turns, so that tags made one after the other can be told apart.
      const tone = TONES[[...name].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % TONES.length] ?? 'grey'
      const outcome = await create({ name, tone })
      if (outcome.ok) {
        setName('')
        onMade()
        return
      }
      const wrong = outcome.refusal.errors?.[0]
      setError(wrong ? fieldText(wrong.code, name) : refusalText(outcome.refusal))
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-1">
      <span className="flex gap-2">
        <Input
          aria-label={t('newTag')}
          placeholder={t('newTag')}
          value={name}
          maxLength={30}
          aria-invalid={error ? true : undefined}
          onChange={(event) => {
            setName(event.target.value)
            setError(null)
          }}
        />
        <Button type="submit" pending={pending} disabled={name.trim() === ''}>
          {t('addTag')}
        </Button>
      </span>
      {error ? (
        <span role="alert" className="text-xs text-danger-text">
          {error}
        </span>
      ) : null}
    </form>
  )
}
