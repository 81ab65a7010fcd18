import { cache } from 'react'
import { memberActor, viewingActor } from '@/lib/platform/auth/actors'
import { sidOf } from '@/lib/platform/auth/cookies'
import { type LivingSession, pendingSession, type Session, sessionOf } from '@/lib/platform/auth/sessions'
import type { Actor } from '@/lib/platform/door/actor'

/** Whoever sends this request: cookie → living session → member with today's rights. Nothing in the cookie is believed but the session's id. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  const session = await currentSession()
  return session && actorOf(session)
})

type Shown = Pick<Session, 'tenantId' | 'memberId' | 'secondFactor' | 'viewRoleId'>

/** Nobody while a second factor is demanded and not shown; read only while looking through another role. */
export async function actorOf(session: Shown): Promise<Actor | undefined> {
  const actor = await memberActor(session.tenantId, session.memberId)
  if (!actor || (actor.secondFactor && !session.secondFactor)) return undefined
  return session.viewRoleId ? ((await viewingActor(actor, session.viewRoleId)) ?? actor) : actor
}

export const currentSession = cache(async (): Promise<LivingSession | undefined> => {
  const sid = await sidOf()
  return sid === undefined ? undefined : sessionOf(sid)
})

/** Somebody whose password was right and whose second factor has not been shown, or not been set up: who, and by which session. */
export const halfSignedIn = cache(async (): Promise<{ sid: string; userId: string } | undefined> => {
  const sid = await sidOf()
  if (sid === undefined) return undefined
  const waiting = await pendingSession(sid)
  if (waiting) return { sid, userId: waiting.userId }
  const session = await sessionOf(sid)
  if (!session || session.secondFactor) return undefined
  const actor = await memberActor(session.tenantId, session.memberId)
  return actor?.secondFactor ? { sid, userId: session.userId } : undefined
})
