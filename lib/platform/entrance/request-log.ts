import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'

export type Noted = {
  readonly tenantId: string
  readonly apiKeyId: string
  readonly at: Date
  readonly method: string
  /** The template of the path: what was asked for, not about whom. */
  readonly route: string
  readonly status: number
  readonly ms: number
  readonly requestId: string
}

/** A minute's requests of one key that are written down, and as many again that failed: those are looked for. */
export const notedPerMinute = 100
const mostWaiting = 5000
const flushMs = 1000
const minuteMs = 60_000

type Counted = { since: number; all: number; failed: number }
type Write = (tenantId: string, rows: readonly Noted[]) => Promise<void>

/**
 * What programs asked for, for their owners to read. Gathered for a second and written set-based, after the answer has
 * gone: no request waits for it, and one that asks a thousand times a second costs what a hundred a minute cost.
 */
export function requestLog(write: Write = writeRows, now: () => number = Date.now) {
  const counts = new Map<string, Counted>()
  let waiting: Noted[] = []
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const rows = waiting
    waiting = []
    for (const tenantId of new Set(rows.map((row) => row.tenantId))) {
      try {
        await write(
          tenantId,
          rows.filter((row) => row.tenantId === tenantId),
        )
      } catch (e) {
        // A record of what was answered; losing some of it must never cost an answer.
        log.warn({ err: e, tenantId }, 'requests could not be written down')
      }
    }
  }

  return {
    note(row: Noted): void {
      if (!counted(counts, row, now()) || waiting.length >= mostWaiting) return
      waiting.push(row)
      timer ??= setTimeout(() => void flush(), flushMs).unref()
    },
    flush,
  }
}

function counted(counts: Map<string, Counted>, { apiKeyId, status }: Noted, at: number): boolean {
  if (counts.size > 10_000) counts.clear()
  const known = counts.get(apiKeyId)
  const mine = known && at - known.since < minuteMs ? known : { since: at, all: 0, failed: 0 }
  counts.set(apiKeyId, mine)
  if (mine.all < notedPerMinute) {
    mine.all += 1
    return true
  }
  if (status < 400 || mine.failed >= notedPerMinute) return false
  mine.failed += 1
  return true
}

async function writeRows(tenantId: string, rows: readonly Noted[]): Promise<void> {
  await inTenant(tenantId, 'write', async (client) => {
    await client.query(
      `insert into api_requests (tenant_id, id, at, api_key_id, method, route, status, ms, request_id)
       select $1, u.id, u.at, u.api_key_id, u.method, u.route, u.status, u.ms, u.request_id
         from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[])
           as u(id, at, api_key_id, method, route, status, ms, request_id)
       on conflict do nothing`,
      [
        tenantId,
        rows.map(() => newId()),
        rows.map((row) => row.at),
        rows.map((row) => row.apiKeyId),
        rows.map((row) => row.method),
        rows.map((row) => row.route),
        rows.map((row) => row.status),
        rows.map((row) => row.ms),
        rows.map((row) => row.requestId),
      ],
    )
    // To the minute: a busy key must not be a row that is rewritten all day.
    await client.query(
      `update api_keys set last_used_at = now() where tenant_id = $1 and id = any($2)
          and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      [tenantId, [...new Set(rows.map((row) => row.apiKeyId))]],
    )
  })
}
