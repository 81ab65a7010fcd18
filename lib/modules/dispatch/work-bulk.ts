import { isRefusal } from '@/lib/kernel/refusal'
import { bulkActions } from '@/lib/modules/dispatch/internal/bulk-actions'
import { recordBulkRows } from '@/lib/modules/settings/record-bulk-rows'
import { takeBulkRows } from '@/lib/modules/settings/take-bulk-rows'
import { keyActor, memberActor } from '@/lib/platform/auth/actors'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

type Outcome = { seq: number; refusal: { code: string; params: Record<string, unknown> } | null }

/**
 * Works a bulk job off, a transaction per row, and writes down every twenty how far it is. Each row has an idempotency key of its own:
 * started again after a crash, what was done is not done twice and is told as done. Rights are asked for anew each turn: who was
 * disabled meanwhile does nothing more. A row that meets a fault waits, and the rows behind it are worked on; at the end the fault is
 * thrown, so that the queue tries what is left again.
 */
export async function workBulk(system: Actor, { jobId }: { jobId: string }): Promise<void> {
  const faults: unknown[] = []
  let after: number | undefined
  for (;;) {
    const turn = await run(takeBulkRows, system, { jobId, after })
    if (!turn || turn.rows.length === 0) break
    const owner = (await memberActor(system.tenantId, turn.ownerId)) ?? (await keyActor(system.tenantId, turn.ownerId))
    const outcomes: Outcome[] = []
    const before = faults.length
    for (const row of turn.rows) {
      after = row.seq
      try {
        const key = `bulk ${jobId} ${row.seq} ${row.try}`
        outcomes.push({ seq: row.seq, refusal: await refusalOf(owner, turn, row.targetId, key) })
      } catch (e) {
        faults.push(e)
      }
    }
    if (outcomes.length > 0) await run(recordBulkRows, system, { jobId, rows: outcomes })
    // None of them went: it is not the rows, and the others would not go either.
    if (faults.length - before === turn.rows.length) break
  }
  if (faults.length > 0) throw faults[0]
}

type Turn = { action: string; input: Record<string, unknown> }

async function refusalOf(owner: Actor | undefined, { action, input }: Turn, targetId: string, key: string) {
  const act = bulkActions[action]
  if (!owner || !act) return { code: 'forbidden', params: { permission: action } }
  try {
    await act(owner, targetId, input, key)
    return null
  } catch (e) {
    if (!isRefusal(e) || e.code === 'unavailable' || e.code === 'in_flight') throw e
    return { code: e.code, params: e.params }
  }
}
