import type { DomainEvent } from '@/lib/platform/door/context'

export const routingPublished: DomainEvent = { name: 'routing-rules.published', payload: {} }
