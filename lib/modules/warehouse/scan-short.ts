import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { followWave } from '@/lib/modules/warehouse/internal/follow-wave'
import { freeBins, takeFree } from '@/lib/modules/warehouse/internal/free-bins'
import { isIn } from '@/lib/modules/warehouse/internal/in-wave'
import { leaveWave } from '@/lib/modules/warehouse/internal/leave-wave'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import { lockOrdersAt, sendElsewhere } from '@/lib/modules/warehouse/internal/send-elsewhere'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { isWanted, lockTasks, type Share, spread, type Task } from '@/lib/modules/warehouse/internal/tasks'
import { waveHead } from '@/lib/modules/warehouse/internal/waves'
import { pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { openWaves } from '@/lib/modules/warehouse/states'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const input = z.strictObject({
  ...scanFields,
  waveId: id('wave'),
  binCode: scannedText,
  code: scannedText,
  /** How many are not there. */
  missing: pieces,
  /** Missing for this parcel, where parcels are picked one by one; else for the last slots of the wave. */
  fulfilmentId: id('fulfilment').optional(),
  /**
   * `other_bin`: take them elsewhere, and let those parcels wait for which nothing is elsewhere; `wait`: let all of them wait;
   * `other_warehouse`: their orders leave from another warehouse that has everything, and those wait for which none has.
   */
  rest: z.enum(['other_bin', 'wait', 'other_warehouse']).default('other_bin'),
})

/**
 * A bin holds less than the books say. The picker goes on at once: the rest comes out of other bins, or the parcels it was for leave
 * the wave and wait. The bin is sent to nobody for what is missing until somebody has counted.
 */
export const scanShort = command({
  name: 'scan.short',
  summary: 'Say that a bin holds less than it should, and go on',
  http: { method: 'POST', path: '/scans/short' },
  input,
  example: {
    scanId: 'c1f0a7d2-0002',
    stationId: '019aab00-0000-7000-8000-000000000021',
    waveId: '019aab00-0000-7000-8000-000000000022',
    binCode: 'A-01-01',
    code: '6901234567892',
    missing: 2,
    rest: 'other_bin',
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'short', asked, (station) => short(ctx, station, asked)),
})

async function short(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const { waveId, missing, fulfilmentId } = asked
  const wave = await waveHead(ctx, waveId, station.warehouseId)
  if (!openWaves.includes(wave.state)) return { refused: 'wave_over', waveId }
  if (fulfilmentId && !(await isIn(ctx, waveId, fulfilmentId))) refuse('not_found')
  const [goods, bin] = [await goodsOf(ctx, asked.code), await binOf(ctx, station.warehouseId, asked.binCode)]
  if (!goods) return { refused: 'unknown_code', waveId }
  const about = { waveId, goods, ...(bin && { bin }) }
  if (!bin) return { ...about, refused: 'unknown_bin' }
  if (asked.rest === 'other_warehouse') await lockOrdersAt(ctx, waveId, goods.id, bin.id)
  // All tasks of the parcels that may have to leave, at once: a second locking could cross somebody else's.
  const at = await parcelsAt(ctx, waveId, goods.id, bin.id)
  const concerned = fulfilmentId === undefined ? at : at.filter((parcel) => parcel === fulfilmentId)
  const all = await lockTasks(ctx, { waveId, fulfilmentIds: concerned }, 'all')
  const open = all.filter((t) => t.sku_id === goods.id && t.bin_id === bin.id && t.quantity > t.picked && isWanted(t))
  const left = open.reduce((sum, t) => sum + t.quantity - t.picked, 0)
  if (left === 0) return { ...about, refused: 'wrong_item' }
  if (missing > left) return { ...about, refused: 'too_many', left }
  // The last slots go without: whoever comes first in the wave is served first.
  const shares = spread([...open].reverse(), missing, (t) => t.quantity - t.picked)
  await shorten(ctx, shares)
  await insertMany(ctx, 'shortages', {
    id: ['uuid', [newId()]],
    wave_id: ['uuid', [waveId]],
    warehouse_id: ['uuid', [station.warehouseId]],
    bin_id: ['uuid', [bin.id]],
    sku_id: ['uuid', [goods.id]],
    missing: ['int', [missing]],
    reported_by: ['text', [ctx.actor.name]],
    created_at: ['timestamptz', [ctx.now]],
  })
  const { bins, waiting } =
    asked.rest === 'other_bin'
      ? await elsewhere(ctx, station, waveId, shares)
      : { bins: [], waiting: shares.map((s) => s.task) }
  await leaveWave(ctx, waveId, [...new Set(waiting.map((t) => t.fulfilment_id))])
  const sent = asked.rest === 'other_warehouse' ? await sendElsewhere(ctx, station, wave.number, waiting) : []
  const gone = new Set(sent.map((s) => s.parcel))
  const done = await followWave(ctx, waveId)
  return {
    ...about,
    quantity: missing,
    pieces: 0,
    bins,
    sent,
    waiting: [...new Set(waiting.map((t) => t.parcel))].filter((parcel) => !gone.has(parcel)),
    left: left - missing,
    done,
  }
}

async function parcelsAt(ctx: Context, waveId: string, skuId: string, binId: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select distinct fulfilment_id as id from pick_tasks where tenant_id = $1 and wave_id = $2 and sku_id = $3 and bin_id = $4 and state = 'open'`,
    [waveId, skuId, binId],
  )
  return rows.map((row) => row.id)
}

/** What will not be picked here is no longer asked for here; what was picked stays picked. */
async function shorten(ctx: Context, shares: readonly Share[]): Promise<void> {
  await ctx.sql(
    `update pick_tasks t set quantity = case when t.quantity = u.n then t.quantity else t.quantity - u.n end,
            state = case when t.quantity = u.n then 'short' when t.quantity - u.n = t.picked then 'done' else t.state end
       from unnest($2::uuid[], $3::int[]) as u(id, n) where t.tenant_id = $1 and t.id = u.id`,
    [shares.map((s) => s.task.id), shares.map((s) => s.quantity)],
  )
}

/** New tasks at other bins for the same parcels; those for which nothing is anywhere wait. */
async function elsewhere(ctx: Context, { warehouseId }: Station, waveId: string, shares: readonly Share[]) {
  const skuIds = [...new Set(shares.map((s) => s.task.sku_id))]
  const free = await freeBins(ctx, warehouseId, skuIds)
  const bins = new Map<string, { binCode: string; quantity: number }>()
  const waiting: Task[] = []
  const made: { task: Task; binId: string; quantity: number }[] = []
  for (const { task, quantity } of [...shares].reverse()) {
    // Not back to where somebody has just looked, whatever the books say of it.
    const others = free.get(task.sku_id)?.filter((bin) => bin.binId !== task.bin_id)
    const parts = takeFree(others, quantity)
    if (parts.length === 0) waiting.push(task)
    for (const { bin, quantity: n } of parts) {
      made.push({ task, binId: bin.binId, quantity: n })
      bins.set(bin.binCode, { binCode: bin.binCode, quantity: (bins.get(bin.binCode)?.quantity ?? 0) + n })
    }
  }
  await insertMany(ctx, 'pick_tasks', {
    id: ['uuid', made.map(() => newId())],
    wave_id: ['uuid', made.map(() => waveId)],
    fulfilment_id: ['uuid', made.map((m) => m.task.fulfilment_id)],
    sku_id: ['uuid', made.map((m) => m.task.sku_id)],
    bin_id: ['uuid', made.map((m) => m.binId)],
    quantity: ['int', made.map((m) => m.quantity)],
  })
  return { bins: [...bins.values()], waiting }
}
