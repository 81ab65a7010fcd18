'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useUndoToast } from '@/components/form/use-undo-toast'
import { toast } from '@/components/ui/toast'
import type { OrderRow } from '@/lib/modules/orders/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Bulk } from './bulk-report'

export type Decision = 'approve' | 'contact' | 'invalid'

type Undo = (inputs: readonly object[]) => Promise<Outcome<null>>

type Review = (inputs: readonly object[]) => Promise<Outcome<Outcome<null>[]>>

/**
 * Decisions on orders of the list. One after the other they may come as fast as somebody types; the list is read anew once the last of
 * them has been answered, so that nothing moves while hands are at work. Many at once end in a report that stays. What was
 * decided can be taken back while its message stands.
 */
export function useDecisions(review: Review, onMany: (bulk: Bulk) => void, undo: Undo) {
  const t = useTranslations('orders')
  const { refusalText } = useRefusalText()
  const sayUndo = useUndoToast()
  const router = useRouter()
  const open = useRef(0)
  const taken = useRef(new Set<string>())
  const [pending, setPending] = useState(0)

  async function decide(decision: Decision, orders: readonly OrderRow[], reason = '') {
    // The same row cannot be decided on twice before the list has answered.
    const fresh = orders.filter((order) => !taken.current.has(order.id))
    if (fresh.length === 0) return
    for (const order of fresh) taken.current.add(order.id)
    open.current += 1
    setPending(open.current)
    const result = await review(
      // With the version that was on screen: what a colleague changed meanwhile is not approved unseen.
      fresh.map((order) => ({ orderId: order.id, decision, reason, version: order.version })),
    )
    for (const order of fresh) taken.current.delete(order.id)
    tell(decision, fresh, result)
    open.current -= 1
    setPending(open.current)
    if (open.current === 0) router.refresh()
  }

  function tell(decision: Decision, orders: readonly OrderRow[], result: Awaited<ReturnType<Review>>) {
    if (!result.ok) return void toast.error(refusalText(result.refusal))
    const rows = orders.map((order, i) => {
      const outcome = result.value[i]
      return {
        id: order.id,
        number: order.number,
        refused: outcome && !outcome.ok ? refusalText(outcome.refusal) : null,
      }
    })
    const [only] = rows
    const action = t(`decision.${decision}`)
    const done = rows.filter((row) => row.refused === null)
    const back = () => undo(done.map((row) => ({ orderId: row.id })))
    if (rows.length > 1 || !only) {
      if (done.length > 0) sayUndo(`${action} · ${t('bulk.done', { count: done.length })}`, back, 'decision')
      return onMany({ action, rows })
    }
    if (only.refused === null) sayUndo(t('decided', { number: only.number, action }), back, 'decision')
    else toast.error(`${only.number}: ${only.refused}`)
  }

  return { decide, pending: pending > 0 }
}
