import { businessDay } from '@/lib/kernel/time'
import { pool } from '@/lib/platform/db/pools'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

const blockSize = 20
const blocks = new Map<string, { next: number; end: number }>()
const waiting = new Map<string, Promise<unknown>>()

/**
 * Numbers for people, `SO-20261122-0007`: unique per tenant, rising per process, with gaps where a command fails or a
 * process ends. Blocks are taken in a transaction of their own, so that no command waits for another's commit.
 */
export async function takeNumbers(ctx: Context, prefix: string, count: number): Promise<string[]> {
  const day = businessDay(ctx.now, ctx.tenant.timeZone)
  const key = `${ctx.tenantId} ${prefix} ${day}`
  // One taker at a time per key: two must not both find the block empty and waste one.
  const turn = (waiting.get(key) ?? Promise.resolve()).then(() => fill(ctx.tenantId, key, prefix, day, count))
  const done = turn.catch(() => undefined)
  waiting.set(key, done)
  // A day's key is never asked for again; kept for ever, a process of many companies would fill with them.
  void done.then(() => waiting.get(key) === done && waiting.delete(key))
  const values = await turn
  return values.map((value) => `${prefix}-${day.replaceAll('-', '')}-${String(value).padStart(4, '0')}`)
}

async function fill(tenantId: string, key: string, kind: string, day: string, count: number): Promise<number[]> {
  const values: number[] = []
  const block = blocks.get(key)
  while (block && block.next < block.end && values.length < count) values.push(block.next++)
  const missing = count - values.length
  if (missing === 0) return values
  const size = Math.max(missing, blockSize)
  const start = await reserveBlock(tenantId, kind, day, size)
  for (let i = 0; i < missing; i++) values.push(start + i)
  if (blocks.size > 1000) blocks.clear()
  blocks.set(key, { next: start + missing, end: start + size })
  return values
}

/**
 * One wait. This commit is not waited for on the disk: whatever row carries a number of the block is committed behind it in the same
 * log, and where that row survives a crash the block does.
 */
async function reserveBlock(tenantId: string, kind: string, day: string, size: number): Promise<number> {
  const client = await pool('numbers').connect()
  try {
    const [, { rows }] = await together([
      client.query(`begin; set local synchronous_commit = off; select app_set_tenant('${tenantId}')`),
      client.query<{ start: number }>(
        `insert into number_blocks (tenant_id, kind, day, next_value) values ($1, $2, $3, 1 + $4::int)
         on conflict (tenant_id, kind, day) do update set next_value = number_blocks.next_value + excluded.next_value - 1
         returning next_value - $4::int as start`,
        [tenantId, kind, day, size],
      ),
      client.query('commit'),
    ])
    client.release()
    return rows[0]?.start ?? 1
  } catch (e) {
    client.release(true)
    throw e
  }
}
