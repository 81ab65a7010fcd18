'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import type { NoteView } from '@/lib/modules/marks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { NoteLine } from './note-line'

type Act = (input: unknown) => Promise<Outcome<null>>

export type NotesOf = {
  readonly kind: MarkedKind
  readonly objectId: string
  readonly notes: readonly NoteView[]
  readonly add: Act | null
  readonly edit: Act | null
}

/** Internal notes on a product, a customer or a return request, oldest first. */
export function NotesPanel({ kind, objectId, notes, add, edit }: NotesOf) {
  const t = useTranslations('orders.notes')
  const [text, setText] = useState('')
  const form = useRef<HTMLFormElement>(null)
  if (!add && notes.length === 0) return null
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-3 text-sm">
        {notes.map((note) => (
          <NoteLine key={note.id} note={note} edit={edit} readNow={(noteId) => noteNow(kind, objectId, noteId)} />
        ))}
        {add ? <NewNote {...{ kind, objectId, add, text, setText, form }} /> : null}
      </div>
    </Card>
  )
}

type NewProps = Pick<NotesOf, 'kind' | 'objectId'> & {
  add: Act
  text: string
  setText: (text: string) => void
  form: RefObject<HTMLFormElement | null>
}

function NewNote({ kind, objectId, add, text, setText, form }: NewProps) {
  const t = useTranslations('orders.notes')
  const router = useRouter()
  const { run, pending } = useAction(add, () => {
    setText('')
    toast.success(t('added'))
    router.refresh()
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (text.trim() !== '' && !pending) run({ kind, objectId, text })
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col items-end gap-2">
      <Textarea
        aria-label={t('write')}
        placeholder={t('placeholder')}
        value={text}
        maxLength={2000}
        rows={2}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" size="sm" pending={pending} disabled={text.trim() === ''}>
        {t('add')}
      </Button>
    </form>
  )
}

async function noteNow(kind: MarkedKind, objectId: string, noteId: string): Promise<NoteView | null> {
  const answer = await fetch(`/api/v1/notes?${new URLSearchParams({ kind, objectId })}`).catch(() => null)
  if (!answer?.ok) return null
  const { items } = (await answer.json()) as { items: NoteView[] }
  return items.find(({ id }) => id === noteId) ?? null
}
