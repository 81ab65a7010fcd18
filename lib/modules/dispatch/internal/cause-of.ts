import { troubleKinds } from '@/lib/adapters/marketplaces/trouble'
import { refusalStatus } from '@/lib/kernel/refusal'
import type { StuckView } from '@/lib/modules/dispatch/schema'

/** What a stored code means: a marketplace's begin with the kind of trouble, the house's own are refusals or faults. */
export function causeOf(code: string | null): StuckView['cause'] {
  const first = (code ?? '').split(' ')[0] ?? ''
  const kind = troubleKinds.find((one) => one === first)
  if (kind) return kind
  if (first === 'killed') return 'killed'
  return first in refusalStatus ? 'refused' : 'fault'
}
