import { named } from '@/lib/platform/db/named'
import { closePools, pool } from '@/lib/platform/db/pools'
import { env } from '@/lib/platform/env'

/** How long after its last beat a worker counts as gone. */
const goneAfter = '15 seconds'

/**
 * Says that this worker lives, and when the queue last answered it. Answers whether it is the first of the living,
 * the one that keeps the clock. Two may think so for a moment; a wake-up told twice is one.
 */
export async function beat(workerId: string, queueOkAt: Date | undefined): Promise<boolean> {
  const { rows } = await pool('app').query<{ first: string }>({
    ...named('heartbeat'),
    text: `with own as (
             insert into worker_heartbeats (worker_id, beat_at, queue_ok_at, version) values ($1, now(), $2, $3)
             on conflict (worker_id) do update set beat_at = excluded.beat_at, queue_ok_at = excluded.queue_ok_at
           ), gone as (
             delete from worker_heartbeats where beat_at < now() - interval '1 day'
           )
           select min(worker_id) as first from worker_heartbeats where beat_at > now() - interval '${goneAfter}'`,
    values: [workerId, queueOkAt ?? null, env().CARAVAN_VERSION],
  })
  // Null before the first beat is committed: this statement does not see its own insert.
  const first = rows[0]?.first
  return first === null || first === undefined || workerId <= first
}

/** A worker that ends on purpose leaves no row behind, so that another takes over the clock at once. */
export async function leave(workerId: string): Promise<void> {
  await pool('app')
    .query('delete from worker_heartbeats where worker_id = $1', [workerId])
    .catch(() => undefined)
  await closePools()
}
