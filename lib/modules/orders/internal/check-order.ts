import { type FieldError, isRefusal } from '@/lib/kernel/refusal'
import { normaliseOrder } from '@/lib/modules/orders/internal/normalise-order'
import { incomingOrder } from '@/lib/modules/orders/schema'
import { fieldErrors } from '@/lib/platform/door/run'

/** What intake would find wrong with an order, by paths inside it, without asking the database; nothing when it is fine. */
export function checkOrder(raw: unknown): FieldError[] {
  const parsed = incomingOrder.safeParse(raw)
  if (!parsed.success) return fieldErrors(parsed.error)
  try {
    normaliseOrder(parsed.data, 0, raw)
    return []
  } catch (e) {
    if (!isRefusal(e)) throw e
    return (e.params.errors as FieldError[] | undefined) ?? [{ path: '', code: e.code }]
  }
}
