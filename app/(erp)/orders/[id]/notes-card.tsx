'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { NoteLine } from '@/components/marks/note-line'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Textarea } from '@/components/ui/textarea'
import type { OrderView } from '@/lib/modules/orders/schema'
import { addNoteAction } from '../actions'
import { editNoteAction } from '../mark-actions'

export function NotesCard({ order, mayAdd, mayEdit }: { order: OrderView; mayAdd: boolean; mayEdit: boolean }) {
  const t = useTranslations('orders.notes')
  const { act, pending } = useOrderAct()
  const [text, setText] = useState('')
  const form = useRef<HTMLFormElement>(null)
  if (!mayAdd && order.notes.length === 0) return null
  function submit(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '' || pending) return
    act(
      () => addNoteAction({ orderId: order.id, text }),
      t('added'),
      () => setText(''),
    )
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }
  return (
    <Card title={t('title')}>
      <div className="flex flex-col gap-3 text-sm">
        {order.notes.map((note) => (
          <NoteLine
            key={note.id}
            note={note}
            edit={mayEdit ? (input) => editNoteAction({ orderId: order.id, ...input }) : null}
            readNow={(noteId) => noteNow(order.id, noteId)}
          />
        ))}
        {mayAdd ? (
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
        ) : null}
      </div>
    </Card>
  )
}

async function noteNow(orderId: string, noteId: string): Promise<OrderView['notes'][number] | null> {
  const answer = await fetch(`/api/v1/orders/${orderId}`).catch(() => null)
  if (!answer?.ok) return null
  const { notes } = (await answer.json()) as Pick<OrderView, 'notes'>
  return notes.find(({ id }) => id === noteId) ?? null
}
