import { inAuth } from '@/lib/platform/db/transaction'

const batch = 5000

/** Which rows of the sign-in role are of no more use. They belong to no company, so no company's clock can forget them. */
const rules = [
  { table: 'sessions', key: 'id', old: `least(revoked_at, expires_at) < now() - interval '30 days'` },
  {
    table: 'login_throttles',
    key: 'subject',
    old: `updated_at < now() - interval '1 day' and (blocked_until is null or blocked_until < now())`,
  },
  { table: 'known_devices', key: 'device_hash, user_id', old: `last_seen_at < now() - interval '180 days'` },
  { table: 'user_tokens', key: 'token_hash', old: `expires_at < now() - interval '1 day'` },
  // What could not be sent for a week helps nobody any more; what was sent is empty and kept for looking back a month.
  {
    table: 'mails',
    key: 'id',
    old: `created_at < now() - case when sealed is null then interval '30 days' else interval '7 days' end`,
  },
  { table: 'invitations', key: 'token_hash', old: `expires_at < now() - interval '30 days'` },
] as const

export type Purged = Record<(typeof rules)[number]['table'], number>

/**
 * Forgets sessions a month after their end, tries and links after a day, devices unseen for half a year, mails after a month
 * and invitations a month after they ran out. In batches of a transaction each, so that sign-in never waits for more than one of them; rows that somebody
 * works on are left for the next time.
 */
export async function purgeSignIn(stop?: AbortSignal): Promise<Purged> {
  const purged = Object.fromEntries(rules.map(({ table }) => [table, 0])) as Purged
  for (const { table, key, old } of rules) {
    for (let gone = batch; gone === batch && !stop?.aborted; purged[table] += gone) {
      const { rowCount } = await inAuth((client) =>
        client.query(
          `delete from ${table} where (${key}) in (select ${key} from ${table} where ${old} limit ${batch} for update skip locked)`,
        ),
      )
      gone = rowCount ?? 0
    }
  }
  return purged
}
