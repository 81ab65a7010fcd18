import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import type { DomainEvent } from '@/lib/platform/door/context'

/** `by`: who did it, so that nobody is told of what they did themselves. */
export function recordsAssigned(
  kind: MarkedKind,
  ids: readonly string[],
  { memberId, by, at }: { memberId: string; by: string | null; at: Date },
): DomainEvent {
  return { name: 'records.assigned', payload: { kind, ids, memberId, by, at: at.toISOString() } }
}
