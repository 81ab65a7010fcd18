import type pg from 'pg'
import { newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { memberActor } from '@/lib/platform/auth/actors'
import { sessionHours } from '@/lib/platform/auth/cookie-names'
import { inAuth } from '@/lib/platform/db/transaction'
import { processWide } from '@/lib/platform/process-wide'

export type Session = {
  readonly id: string
  readonly userId: string
  readonly tenantId: string
  readonly memberId: string
  /** Has this session shown the user's second factor? */
  readonly secondFactor: boolean
  /** The role its member looks through at the moment, read only. */
  readonly viewRoleId: string | null
}
/** With what the frame of every page says of its user, so that no page asks for it again. */
export type LivingSession = Session & { readonly email: string; readonly severalCompanies: boolean }
export type Membership = { readonly tenantId: string; readonly memberId: string; readonly slug: string }

/** How long a code may be looked for after the password was right. */
const pendingMinutes = 10
/** How long an ended session may still be believed by this process. */
const freshMs = 2000
type Cache = Map<string, { at: number; session: Promise<LivingSession | undefined> }>
// Shared by all bundles of the process: a page must not believe for two seconds what an action has just ended.
const cache = processWide('sessions', (): Cache => new Map())

/** Companies the user may enter, the one used last first. A disabled member's company is left out by `memberActor`. */
export async function membershipsOf(userId: string): Promise<Membership[]> {
  const { rows } = await inAuth((client) =>
    client.query<Membership>(
      `select m.tenant_id as "tenantId", m.member_id as "memberId", t.slug
         from memberships m join tenants t on t.id = m.tenant_id and t.status = 'active'
        where m.user_id = $1
        order by (select max(s.last_seen_at) from sessions s where s.user_id = $1 and s.tenant_id = m.tenant_id) desc nulls last,
                 m.created_at desc`,
      [userId],
    ),
  )
  return rows
}

/** `pending`: the password was right, and the second factor is still to be shown; until then the session opens nothing. */
export async function openSession(
  userId: string,
  { tenantId, memberId }: Membership,
  { userAgent, pending }: { userAgent?: string; pending: boolean },
): Promise<Session> {
  const id = newId()
  await inAuth(async (client) => {
    await client.query(
      `insert into sessions (id, user_id, tenant_id, member_id, expires_at, user_agent, pending)
       values ($1, $2, $3, $4, now() + make_interval(mins => $5), $6, $7)`,
      [
        id,
        userId,
        tenantId,
        memberId,
        pending ? pendingMinutes : sessionHours.absolute * 60,
        userAgent?.replaceAll('\0', '').slice(0, 300) ?? null,
        pending,
      ],
    )
    if (!pending) await seen(client, tenantId, memberId)
  })
  return { id, userId, tenantId, memberId, secondFactor: false, viewRoleId: null }
}

/** The session that waits for its second factor, for the one page that asks for it. */
export async function pendingSession(sid: string): Promise<{ userId: string } | undefined> {
  const { rows } = await inAuth((client) =>
    client.query<{ userId: string }>(
      `select user_id as "userId" from sessions
        where id = $1 and pending and revoked_at is null and expires_at > now()`,
      [sid],
    ),
  )
  return rows[0]
}

/** The second factor was shown. A session that waited for it lives from now on. */
export async function proveSession(sid: string): Promise<void> {
  const { rows } = await inAuth(async (client) => {
    const proven = await client.query<{ tenant_id: string; member_id: string }>(
      `update sessions set second_factor_at = now(), last_seen_at = now(),
              expires_at = case when pending then now() + make_interval(hours => $2) else expires_at end, pending = false
        where id = $1 and revoked_at is null and expires_at > now() returning tenant_id, member_id`,
      [sid, sessionHours.absolute],
    )
    const [row] = proven.rows
    if (row) await seen(client, row.tenant_id, row.member_id)
    return proven
  })
  if (rows.length !== 1) refuse('unauthenticated')
  cache.delete(sid)
}

/** When somebody was last here, for who reviews the members; once an hour is exact enough. */
async function seen(client: pg.PoolClient, tenantId: string, memberId: string): Promise<void> {
  await client.query('select app_set_tenant($1)', [tenantId])
  await client.query(
    `update members set last_seen_at = now() where tenant_id = $1 and id = $2
        and (last_seen_at is null or last_seen_at < now() - interval '1 hour')`,
    [tenantId, memberId],
  )
}

/** The session while it lives: not ended, younger than 12 hours, used within the last 8. */
export function sessionOf(sid: string): Promise<LivingSession | undefined> {
  const known = cache.get(sid)
  if (known && Date.now() - known.at < freshMs) return known.session
  if (cache.size > 5000) cache.clear()
  const session = find(sid)
  cache.set(sid, { at: Date.now(), session })
  session.catch(() => cache.delete(sid))
  return session
}

async function find(sid: string): Promise<LivingSession | undefined> {
  return inAuth(async (client) => {
    const { rows } = await client.query<LivingSession & { quiet: boolean }>(
      `select s.id, s.user_id as "userId", s.tenant_id as "tenantId", s.member_id as "memberId", u.email,
              exists (select 1 from memberships m where m.user_id = s.user_id and m.tenant_id <> s.tenant_id) as "severalCompanies",
              s.second_factor_at is not null as "secondFactor", s.view_role_id as "viewRoleId",
              s.last_seen_at < now() - interval '1 minute' as quiet
         from sessions s join tenants t on t.id = s.tenant_id and t.status = 'active' join users u on u.id = s.user_id
        where s.id = $1 and not s.pending and s.revoked_at is null and s.expires_at > now()
          and s.last_seen_at > now() - make_interval(hours => $2)`,
      [sid, sessionHours.idle],
    )
    const [row] = rows
    if (!row) return undefined
    // Once a minute is enough to measure eight hours, and spares a write per request.
    if (row.quiet) {
      await client.query('update sessions set last_seen_at = now() where id = $1', [sid])
      await seen(client, row.tenantId, row.memberId)
    }
    const { quiet: _, ...session } = row
    return session
  })
}

/** Through which role this session looks; null: through its own. */
export async function viewThrough(sid: string, roleId: string | null): Promise<void> {
  await inAuth((client) => client.query('update sessions set view_role_id = $2 where id = $1', [sid, roleId]))
  cache.delete(sid)
}

export function forgetSession(sid: string): void {
  cache.delete(sid)
}

export async function endSession(sid: string): Promise<void> {
  await inAuth((client) =>
    client.query('update sessions set revoked_at = now() where id = $1 and revoked_at is null', [sid]),
  )
  cache.delete(sid)
}

/** Everywhere at once: the member was disabled. */
export async function endSessionsOf(tenantId: string, memberId: string): Promise<void> {
  await inAuth((client) =>
    client.query(
      `update sessions set revoked_at = now()
        where user_id in (select user_id from memberships where tenant_id = $1 and member_id = $2)
          and tenant_id = $1 and member_id = $2 and revoked_at is null`,
      [tenantId, memberId],
    ),
  )
}

/**
 * The same session, in another company of the same user. False when the user does not belong there, or no longer works
 * there: a session moved to where its member is disabled would lock the person out of every company.
 */
export async function moveSession(session: Session, tenantId: string): Promise<boolean> {
  const target = (await membershipsOf(session.userId)).find((membership) => membership.tenantId === tenantId)
  if (!target || !(await memberActor(tenantId, target.memberId))) return false
  const { rowCount } = await inAuth((client) =>
    client.query(
      `update sessions s set tenant_id = m.tenant_id, member_id = m.member_id, view_role_id = null
         from memberships m join tenants t on t.id = m.tenant_id and t.status = 'active'
        where s.id = $1 and s.revoked_at is null and m.user_id = s.user_id and m.tenant_id = $2 and m.member_id = $3`,
      [session.id, tenantId, target.memberId],
    ),
  )
  cache.delete(session.id)
  return rowCount === 1
}
