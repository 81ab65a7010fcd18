import { cache } from 'react'
import { memberActor } from '@/lib/platform/auth/actors'
import { sidOf } from '@/lib/platform/auth/cookies'
import { type Session, sessionOf } from '@/lib/platform/auth/sessions'
import type { Actor } from '@/lib/platform/door/actor'

/** Whoever sends this request: cookie → living session → member with today's rights. Nothing in the cookie is believed but the session's id. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  const session = await currentSession()
  return session && memberActor(session.tenantId, session.memberId)
})

export const currentSession = cache(async (): Promise<Session | undefined> => {
  const sid = await sidOf()
  return sid === undefined ? undefined : sessionOf(sid)
})
