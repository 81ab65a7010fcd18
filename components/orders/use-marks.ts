'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { answered } from '@/components/form/answered'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useUndoToast } from '@/components/form/use-undo-toast'
import { toast } from '@/components/ui/toast'
import type { OrderRow } from '@/lib/modules/orders/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Flag = OrderRow['flag']
type Ids = readonly string[]
type Changed<T> = Outcome<{ changed: { orderId: string; from: T }[] }>
type Pair = { orderId: string; tagId: string }
type Tagged = Outcome<{ added: Pair[]; removed: Pair[] }>

/** Server actions of whoever shows marks. */
export type MarkActions = {
  setFlags: (input: { orderIds: Ids; flag: Flag; from?: Flag }) => Promise<Changed<Flag>>
  /** Absent: what is marked has tags of another kind, or none. */
  setTags?: (input: { orderIds: Ids; add?: Ids; remove?: Ids }) => Promise<Tagged>
  assign: (input: { orderIds: Ids; memberId: string | null; from?: string | null }) => Promise<Changed<string | null>>
  createTag?: (input: { name: string; tone: string }) => Promise<Outcome<{ id: string }>>
}

/** Orders are followed up under a word of their own. */
export type Marked = 'order' | 'record'

/**
 * Flags, tags and assignees of many orders, each taken back by a press within eight seconds: exactly where it was changed, and only
 * where nobody has changed it since.
 */
export function useMarks(actions: MarkActions, of: Marked = 'order') {
  const t = useTranslations('marks')
  const { refusalText } = useRefusalText()
  const undoable = useUndoToast()
  const router = useRouter()
  const [pending, start] = useTransition()

  function work<T>(act: () => Promise<Outcome<T>>, done: (value: T) => void) {
    start(async () => {
      const outcome = await answered(act())
      if (outcome.ok) done(outcome.value)
      else toast.error(refusalText(outcome.refusal))
      router.refresh()
    })
  }

  /** One call per value that stood there before, and the sum of what could be taken back. */
  async function back<T>(
    changed: { orderId: string; from: T }[],
    act: (orderIds: Ids, to: T) => Promise<Changed<T>>,
  ): Promise<Outcome<string | null>> {
    let undone = 0
    for (const to of new Set(changed.map(({ from }) => from))) {
      const outcome = await act(
        changed.filter(({ from }) => from === to).map(({ orderId }) => orderId),
        to,
      )
      if (!outcome.ok) return outcome
      undone += outcome.value.changed.length
    }
    const left = changed.length - undone
    return { ok: true, value: left > 0 ? t('undonePart', { undone, left }) : null }
  }

  function setFlag(orderIds: Ids, flag: Flag) {
    work(
      () => actions.setFlags({ orderIds, flag }),
      ({ changed }) => {
        if (changed.length === 0) return
        const said = t(flag === '' ? 'unflagged' : 'flagged', { of, count: changed.length })
        undoable(said, () => back(changed, (ids, to) => actions.setFlags({ orderIds: ids, flag: to, from: flag })))
      },
    )
  }

  function assign(orderIds: Ids, memberId: string | null, name: string) {
    work(
      () => actions.assign({ orderIds, memberId }),
      ({ changed }) => {
        if (changed.length === 0) return
        const said =
          memberId === null
            ? t('unassigned', { of, count: changed.length })
            : t('assigned', { of, count: changed.length, name })
        undoable(said, () =>
          back(changed, (ids, to) => actions.assign({ orderIds: ids, memberId: to, from: memberId })),
        )
      },
    )
  }

  function setTag(orderIds: Ids, tagId: string, on: boolean) {
    const { setTags } = actions
    if (!setTags) return
    work(
      () => setTags(on ? { orderIds, add: [tagId] } : { orderIds, remove: [tagId] }),
      ({ added, removed }) => {
        const ids = (on ? added : removed).map(({ orderId }) => orderId)
        if (ids.length === 0) return
        undoable(t(on ? 'tagged' : 'untagged', { count: ids.length }), async () => {
          const outcome = await setTags(on ? { orderIds: ids, remove: [tagId] } : { orderIds: ids, add: [tagId] })
          return outcome.ok ? { ok: true, value: null } : outcome
        })
      },
    )
  }

  return { setFlag, setTag, assign, pending }
}
