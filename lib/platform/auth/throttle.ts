import { createHmac } from 'node:crypto'
import { refuse } from '@/lib/kernel/refusal'
import { deriveKey, masterKey } from '@/lib/platform/crypto'
import { inAuth } from '@/lib/platform/db/transaction'

const accountTries = 10
const lockMinutes = 15
const addressTries = 20

/** Rows hold a keyed hash: who reads the table learns neither e-mail nor address. */
function subjectOf(kind: Guarded['kind'] | 'address', value: string): Buffer {
  return createHmac('sha256', deriveKey(masterKey(), 'login-throttle')).update(`${kind}:${value}`).digest()
}

/** `factor`: codes of a user's second factor; `reset`: mails with a new-password link to one address; `pin`: a staff number at a station. */
export type Guarded = { kind: 'account' | 'device' | 'factor' | 'reset' | 'pin'; value: string }

/**
 * Counts a try before it is judged, so that a thousand at once are not a thousand free ones. Wrong tries on one account
 * wait 1, 2, 4 … seconds from the third on, and a quarter of an hour after the tenth. A try that is blocked is not
 * judged at all and does not lengthen the wait. Unknown accounts are counted alike.
 */
export async function admitAccount({ kind, value }: Guarded): Promise<void> {
  const subject = subjectOf(kind, value)
  const wait = await inAuth(async (client) => {
    const { rowCount } = await client.query(
      `insert into login_throttles as t (subject, failures, updated_at) values ($1, 1, now())
       on conflict (subject) do update set
         failures = case when t.updated_at < now() - make_interval(mins => $2) then 1 else t.failures + 1 end,
         blocked_until = case
           when t.updated_at < now() - make_interval(mins => $2) or t.failures + 1 < 3 then null
           when t.failures + 1 >= $3 then now() + make_interval(mins => $2)
           else now() + make_interval(secs => power(2, t.failures - 2)) end,
         updated_at = now()
       where t.blocked_until is null or t.blocked_until <= now()`,
      [subject, lockMinutes, accountTries],
    )
    if (rowCount === 1) return 0
    const { rows } = await client.query<{ seconds: number }>(
      'select ceil(extract(epoch from blocked_until - now()))::int as seconds from login_throttles where subject = $1',
      [subject],
    )
    return Math.max(1, rows[0]?.seconds ?? 1)
  })
  if (wait > 0) refuse('rate_limited', { retryAfter: wait })
}

/** At most twenty wrong tries a minute from one address, whatever accounts they are for. */
export async function admitAddress(address: string): Promise<void> {
  const { rows } = await inAuth((client) =>
    client.query<{ failures: number; seconds: number }>(
      `insert into login_throttles as t (subject, failures, updated_at) values ($1, 1, now())
       on conflict (subject) do update set
         failures = case when t.updated_at < now() - interval '1 minute' then 1 else least(t.failures + 1, $2 + 1) end,
         updated_at = case when t.updated_at < now() - interval '1 minute' then now() else t.updated_at end
       returning failures, ceil(extract(epoch from updated_at + interval '1 minute' - now()))::int as seconds`,
      [subjectOf('address', address), addressTries],
    ),
  )
  const [row] = rows
  if (row && row.failures > addressTries) refuse('rate_limited', { retryAfter: Math.max(1, row.seconds) })
}

/** A right try clears its account and is not held against its address. */
export async function forgiveTry(guarded: Guarded, address: string): Promise<void> {
  await inAuth(async (client) => {
    await client.query('delete from login_throttles where subject = $1', [subjectOf(guarded.kind, guarded.value)])
    await client.query('update login_throttles set failures = greatest(failures - 1, 0) where subject = $1', [
      subjectOf('address', address),
    ])
  })
}
