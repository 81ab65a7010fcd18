import { expect, it } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { purgeSignIn } from '@/lib/platform/auth/purge-sign-in'
import { inAuth } from '@/lib/platform/db/transaction'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createSignInCompany } from '@/tests/support/identity'
import { keepHouse } from '@/workers/housekeeping'

await setupWorkerDatabase()

const left = () =>
  inAuth(async (client) => {
    const { rows } = await client.query(
      `select (select array_agg(user_agent order by user_agent) from sessions) as sessions,
              (select count(*)::int from login_throttles) as throttles,
              (select count(*)::int from known_devices) as devices,
              (select array_agg(email order by email) from invitations) as invitations,
              (select array_agg(kind order by kind) from mails) as mails,
              (select count(*)::int from user_tokens) as tokens`,
    )
    return rows[0]
  })

async function fill() {
  const { userId, tenantId, memberId } = await createSignInCompany()
  await inAuth(async (client) => {
    for (const table of ['sessions', 'login_throttles', 'known_devices', 'invitations', 'mails', 'user_tokens'])
      await client.query(`delete from ${table}`)
    await client.query(
      `insert into sessions (id, user_id, tenant_id, member_id, expires_at, revoked_at, user_agent)
       select gen_random_uuid(), $1, $2, $3, now() - x.expired, now() - x.ended, x.name
         from (values ('living', interval '-6 hours', null), ('ended lately', interval '-6 hours', interval '29 days'),
                      ('expired lately', interval '29 days', null), ('expired', interval '31 days', null),
                      ('ended', interval '30 days', interval '31 days')) as x(name, expired, ended)`,
      [userId, tenantId, memberId],
    )
    // More than one batch of them, so that the purge must come back for the rest.
    await client.query(
      `insert into login_throttles (subject, failures, blocked_until, updated_at)
       select sha256(n::text::bytea), 1, case when n = 1 then now() + interval '5 minutes' end,
              now() - case when n = 2 then interval '23 hours' else interval '25 hours' end from generate_series(1, 5003) n`,
    )
    await client.query(
      `insert into known_devices (device_hash, user_id, last_seen_at)
       select sha256(n::text::bytea), $1, now() - n * interval '1 day' from unnest('{179,181,400}'::int[]) n`,
      [userId],
    )
    await client.query(
      `insert into invitations (token_hash, tenant_id, member_id, email, expires_at)
       select sha256(x.name::bytea), $1, $2, x.name, now() - x.age
         from (values ('open', interval '-1 day'), ('lately', interval '29 days'), ('old', interval '31 days')) as x(name, age)`,
      [tenantId, newId()],
    )
    await client.query(
      `insert into mails (id, kind, sealed, created_at) select gen_random_uuid(), x.name, x.sealed, now() - x.age
         from (values ('waiting', ''::bytea, interval '6 days'), ('forgotten', ''::bytea, interval '8 days'),
                      ('sent', null, interval '29 days'), ('sent long ago', null, interval '31 days')) as x(name, sealed, age)`,
    )
    await client.query(
      `insert into user_tokens (token_hash, user_id, purpose, expires_at)
       select sha256(n::text::bytea), $1, 'reset', now() - n * interval '1 hour' from unnest('{1,25}'::int[]) n`,
      [userId],
    )
  })
}

const young = {
  sessions: ['ended lately', 'expired lately', 'living'],
  throttles: 2,
  devices: 1,
  invitations: ['lately', 'open'],
  mails: ['sent', 'waiting'],
  tokens: 1,
}

it('forgets what is old among sessions, tries, devices and invitations, and nothing younger', async () => {
  await fill()
  expect(await purgeSignIn()).toEqual({
    sessions: 2,
    login_throttles: 5001,
    known_devices: 2,
    invitations: 1,
    mails: 2,
    user_tokens: 1,
  })
  expect(await left()).toEqual(young)
  expect(await purgeSignIn()).toEqual({
    sessions: 0,
    login_throttles: 0,
    known_devices: 0,
    invitations: 0,
    mails: 0,
    user_tokens: 0,
  })
})

it('is done by the worker that leads, at once and then by the clock; a fault does not end the loop', async () => {
  await fill()
  const stop = new AbortController()
  let leads = false
  let rounds = 0
  const purge = async (signal: AbortSignal) => {
    rounds++
    if (rounds === 1) throw new Error('the database is away')
    return purgeSignIn(signal)
  }
  const loop = keepHouse({ leads: () => leads, purge }, stop.signal, 20)
  await new Promise((done) => setTimeout(done, 80))
  expect(rounds).toBe(0)
  leads = true
  await expect.poll(() => rounds).toBeGreaterThan(2)
  stop.abort()
  await loop
  expect(await left()).toEqual(young)
})
