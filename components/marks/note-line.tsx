'use client'

import { Pencil } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { answered } from '@/components/form/answered'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { NoteView } from '@/lib/modules/marks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

const ConflictDialog = dynamic(() => import('@/components/form/conflict-dialog').then((m) => m.ConflictDialog), {
  ssr: false,
})

type Props = {
  note: NoteView
  /** null: may not be changed by the reader. */
  edit: ((input: { noteId: string; text: string; version: number }) => Promise<Outcome<unknown>>) | null
  /** As it stands now, when a colleague was faster. */
  readNow: (noteId: string) => Promise<NoteView | null>
}

/** One note; changed upon the version that was read, and when a colleague was faster the two texts stand side by side. */
export function NoteLine({ note, edit, readNow }: Props) {
  const t = useTranslations('orders.notes')
  const { refusalText } = useRefusalText()
  const router = useRouter()
  const [draft, setDraft] = useState<string | null>(null)
  const [version, setVersion] = useState(note.version)
  const [theirs, setTheirs] = useState<NoteView | null>(null)
  const [pending, start] = useTransition()

  function save(text: string, upon: number) {
    if (!edit) return
    start(async () => {
      const outcome = await answered(edit({ noteId: note.id, text, version: upon }))
      if (outcome.ok) {
        setDraft(null)
        setTheirs(null)
        toast.success(t('saved'))
        router.refresh()
        return
      }
      const now = outcome.refusal.code === 'version_conflict' ? await readNow(note.id) : null
      if (now) setTheirs(now)
      else toast.error(refusalText(outcome.refusal))
    })
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (draft?.trim() && !pending) save(draft, version)
  }
  if (draft === null) {
    return (
      <div className="group flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <p className="wrap-break-word whitespace-pre-wrap">{note.text}</p>
          <p className="text-xs text-muted">
            {note.author} · <TimeCell value={note.at} />
            {note.editedAt ? ` · ${t('edited')}` : null}
          </p>
        </div>
        {edit ? (
          <IconButton
            size="sm"
            label={t('edit')}
            onClick={() => {
              setDraft(note.text)
              setVersion(note.version)
            }}
          >
            <Pencil />
          </IconButton>
        ) : null}
      </div>
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col items-end gap-2">
      <Textarea
        aria-label={t('edit')}
        value={draft}
        maxLength={2000}
        rows={3}
        autoFocus
        onChange={(event) => setDraft(event.target.value)}
      />
      <span className="flex gap-2">
        <Button size="sm" onClick={() => setDraft(null)}>
          {t('cancel')}
        </Button>
        <Button type="submit" size="sm" variant="primary" pending={pending} disabled={draft.trim() === ''}>
          {t('save')}
        </Button>
      </span>
      {theirs ? (
        <ConflictDialog
          clashes={[{ key: 'text', label: t('label'), yours: draft, theirs: theirs.text }]}
          pending={pending}
          onResolve={(choice) => save(choice.text === 'theirs' ? theirs.text : draft, theirs.version)}
          onClose={() => setTheirs(null)}
        />
      ) : null}
    </form>
  )
}
