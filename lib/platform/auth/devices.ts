import { randomBytes } from 'node:crypto'
import { sha256 } from '@/lib/platform/crypto'
import { inAuth } from '@/lib/platform/db/transaction'

/** Has this user signed in from this device before? */
export async function deviceKnown(token: string | undefined, userId: string): Promise<boolean> {
  if (!token) return false
  const { rowCount } = await inAuth((client) =>
    client.query('select 1 from known_devices where device_hash = $1 and user_id = $2', [sha256(token), userId]),
  )
  return rowCount === 1
}

/** Remembers the device and answers its token. A token we never gave out is not adopted: somebody may have planted it. */
export async function rememberDevice(token: string | undefined, userId: string): Promise<string> {
  return inAuth(async (client) => {
    const ours =
      token &&
      (await client.query('select 1 from known_devices where device_hash = $1 limit 1', [sha256(token)])).rowCount
    const kept = token && ours ? token : randomBytes(32).toString('base64url')
    await client.query(
      `insert into known_devices (device_hash, user_id) values ($1, $2)
       on conflict (device_hash, user_id) do update set last_seen_at = now()`,
      [sha256(kept), userId],
    )
    return kept
  })
}
