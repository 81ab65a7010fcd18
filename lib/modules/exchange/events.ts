import type { DomainEvent } from '@/lib/platform/door/context'

/** There is something to do for an import: checking, loading, taking back. */
export const importQueued = (importId: string): DomainEvent => ({ name: 'import.queued', payload: { importId } })
