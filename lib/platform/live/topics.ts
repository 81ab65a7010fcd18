import type { DomainEvent } from '@/lib/platform/door/context'

/** `orders`: new ones have come. `bulk`, `notices`: something of one's own has moved. */
export const topics = ['orders', 'bulk', 'notices'] as const
export type Topic = (typeof topics)[number]

/** What the relay tells all web processes of one batch of one tenant: that there is news, and whose; never what it is. */
export type News = {
  readonly tenantId: string
  /** The newest event of the batch: where a line that broke is taken up again. */
  readonly id: string
  /** Per topic the members it concerns; null: everybody who may know. */
  readonly topics: Readonly<Partial<Record<Topic, readonly string[] | null>>>
}

/** More members than this are told all alike: a notification of the database has 8,000 bytes. */
const mostMembers = 50

export function topicOf(event: string): Topic | undefined {
  if (event === 'orders.created') return 'orders'
  if (event.startsWith('bulk.')) return 'bulk'
  return event.startsWith('notices.') ? 'notices' : undefined
}

export function newsOf(tenantId: string, events: readonly (DomainEvent & { id: string })[]): News | undefined {
  const found: Partial<Record<Topic, string[] | null>> = {}
  for (const { name, payload } of events) {
    const topic = topicOf(name)
    if (!topic) continue
    const members = membersOf(payload)
    const before = found[topic]
    found[topic] = members === null || before === null ? null : [...(before ?? []), ...members]
  }
  const told = Object.entries(found).map(([topic, members]) => {
    const once = members && [...new Set(members)]
    return [topic, once && once.length > mostMembers ? null : once]
  })
  const last = events.at(-1)
  return last && told.length > 0 ? { tenantId, id: last.id, topics: Object.fromEntries(told) } : undefined
}

function membersOf(payload: DomainEvent['payload']): string[] | null {
  if (typeof payload.ownerId === 'string') return [payload.ownerId]
  return Array.isArray(payload.memberIds) ? payload.memberIds.filter((one) => typeof one === 'string') : null
}
