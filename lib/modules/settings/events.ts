import type { DomainEvent } from '@/lib/platform/door/context'

/** Orders belong to other days now. */
export const timeZoneChanged: DomainEvent = { name: 'company.time_zone_changed', payload: {} }
