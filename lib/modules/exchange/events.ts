import type { DomainEvent } from '@/lib/platform/door/context'

/** There is something to do for an import: checking, loading, taking back. */
export const importQueued = (importId: string): DomainEvent => ({ name: 'import.queued', payload: { importId } })

/** An import waits for a person or is over. */
export const importFinished = (
  importId: string,
  ownerId: string | null,
  { state, created, rejected }: { state: string; created: number; rejected: number },
): DomainEvent => ({ name: 'import.finished', payload: { importId, ownerId, state, created, rejected } })
