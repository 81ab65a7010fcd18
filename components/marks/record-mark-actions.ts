import type { MarkActions } from '@/components/orders/use-marks'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import type { MarkView } from '@/lib/modules/marks/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Marked = { objectId: string; flag: MarkView['flag']; memberId: string | null }
export type SetMarks = (input: object) => Promise<Outcome<{ changed: Marked[] }>>

/** Flags and assignees of products, customers and return requests as the dialog of orders works them. */
export function recordMarkActions(kind: MarkedKind, set: SetMarks): MarkActions {
  const changedOf = async <T>(asked: Promise<Outcome<{ changed: Marked[] }>>, from: (mark: Marked) => T) => {
    const outcome = await asked
    if (!outcome.ok) return outcome
    const changed = outcome.value.changed.map((mark) => ({ orderId: mark.objectId, from: from(mark) }))
    return { ok: true as const, value: { changed } }
  }
  return {
    setFlags: ({ orderIds, flag, from }) =>
      changedOf(
        set({ kind, objectIds: orderIds, flag, ...(from !== undefined && { from: { flag: from } }) }),
        (mark) => mark.flag,
      ),
    assign: ({ orderIds, memberId, from }) =>
      changedOf(
        set({ kind, objectIds: orderIds, memberId, ...(from !== undefined && { from: { memberId: from } }) }),
        (mark) => mark.memberId,
      ),
  }
}
