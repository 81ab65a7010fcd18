import { forgetSession, type Session } from '@/lib/platform/auth/sessions'
import { inAuth } from '@/lib/platform/db/transaction'

export type SessionView = {
  readonly id: string
  readonly userAgent: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly here: boolean
  readonly sameCompany: boolean
  readonly secondFactor: boolean
}

type Row = {
  id: string
  tenant_id: string
  user_agent: string | null
  created_at: Date
  last_seen_at: Date
  second_factor_at: Date | null
}

const living = `s.revoked_at is null and not s.pending and s.expires_at > now() and s.last_seen_at > now() - interval '8 hours'`

/** Where the user of this session is signed in at the moment, in whatever company. */
export async function ownSessions({ id, userId, tenantId }: Session): Promise<SessionView[]> {
  const { rows } = await inAuth((db) =>
    db.query<Row>(
      `select s.id, s.tenant_id, s.user_agent, s.created_at, s.last_seen_at, s.second_factor_at
         from sessions s where s.user_id = $1 and ${living} order by s.last_seen_at desc limit 50`,
      [userId],
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent ?? '',
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    here: row.id === id,
    sameCompany: row.tenant_id === tenantId,
    secondFactor: row.second_factor_at !== null,
  }))
}

/** Ends one of the user's own sessions, or all but this one. Answers how many ended. */
export async function endOwnSessions({ id, userId }: Session, which: string | 'others'): Promise<number> {
  const { rows } = await inAuth((db) =>
    db.query<{ id: string }>(
      `update sessions set revoked_at = now() where user_id = $1 and revoked_at is null
          and case when $2::uuid is null then id <> $3 else id = $2 end returning id`,
      [userId, which === 'others' ? null : which, id],
    ),
  )
  for (const row of rows) forgetSession(row.id)
  return rows.length
}

/** A member's sessions in one company, for who rules over its members. */
export async function memberSessions(
  tenantId: string,
  memberId: string,
): Promise<Omit<SessionView, 'here' | 'sameCompany'>[]> {
  const { rows } = await inAuth((db) =>
    db.query<Row>(
      `select s.id, s.tenant_id, s.user_agent, s.created_at, s.last_seen_at, s.second_factor_at
         from memberships m join sessions s on s.user_id = m.user_id and s.tenant_id = m.tenant_id and s.member_id = m.member_id
        where m.tenant_id = $1 and m.member_id = $2 and ${living} order by s.last_seen_at desc limit 50`,
      [tenantId, memberId],
    ),
  )
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent ?? '',
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    secondFactor: row.second_factor_at !== null,
  }))
}
