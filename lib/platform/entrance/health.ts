import { pool } from '@/lib/platform/db/pools'
import { env } from '@/lib/platform/env'

type Part = 'database' | 'queue' | 'worker'
export type Health = { status: 'ok'; version: string } | { status: 'unavailable'; missing: Part[] }

const patienceMs = 2500

/** Whether this instance can do its work: the database answers, and a worker with a reachable queue was alive 10 s ago. */
export async function health(): Promise<Health> {
  const missing = await missingParts()
  return missing.length === 0 ? { status: 'ok', version: env().CARAVAN_VERSION } : { status: 'unavailable', missing }
}

async function missingParts(): Promise<Part[]> {
  let timer: NodeJS.Timeout | undefined
  // A database that neither answers nor refuses must not make the question hang.
  const patience = new Promise<Part[]>((done) => {
    timer = setTimeout(() => done(['database', 'queue', 'worker']), patienceMs)
  })
  const asked = ask().catch((): Part[] => ['database', 'queue', 'worker'])
  const parts = await Promise.race([asked, patience])
  clearTimeout(timer)
  return parts
}

async function ask(): Promise<Part[]> {
  const { rows } = await pool('app').query<{ queue: boolean; worker: boolean }>(
    `select count(*) filter (where queue_ok_at > now() - interval '10 seconds') > 0 as queue, count(*) > 0 as worker
       from worker_heartbeats where beat_at > now() - interval '10 seconds'`,
  )
  const [alive] = rows
  return [...(alive?.queue ? [] : (['queue'] as const)), ...(alive?.worker ? [] : (['worker'] as const))]
}
