import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { stageStock } from '@/lib/modules/inventory/stage-stock'
import { moveParcels } from '@/lib/modules/orders/move-parcels'
import { batchToPick } from '@/lib/modules/warehouse/internal/batch-tag'
import { binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { followWave } from '@/lib/modules/warehouse/internal/follow-wave'
import { isIn } from '@/lib/modules/warehouse/internal/in-wave'
import { batchOf } from '@/lib/modules/warehouse/internal/lot-of'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { isStopped, isWanted, lockTasks, parcelsOf, placesOf, spread } from '@/lib/modules/warehouse/internal/tasks'
import { waveHead } from '@/lib/modules/warehouse/internal/waves'
import { batchText, pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { openWaves } from '@/lib/modules/warehouse/states'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const input = z.strictObject({
  ...scanFields,
  waveId: id('wave'),
  binCode: scannedText,
  code: scannedText,
  quantity: pieces.default(1),
  /** For this parcel alone; else for whoever in the wave needs it, in the sequence of the slots. */
  fulfilmentId: id('fulfilment').optional(),
  /** Of SKUs in batches: the batch in hand; else it is taken to be the one that expires first. */
  batchNo: batchText.optional(),
  /** Another batch than the one whose turn it is, on purpose. */
  outOfTurn: z.boolean().optional(),
})

/** Units out of a bin for the parcels of a wave: they lie at the packing place afterwards, kept for their parcels. */
export const scanPick = command({
  name: 'scan.pick',
  summary: 'Take units of a wave out of a bin',
  http: { method: 'POST', path: '/scans/pick' },
  input,
  example: {
    scanId: 'c1f0a7d2-0001',
    stationId: '019aab00-0000-7000-8000-000000000021',
    waveId: '019aab00-0000-7000-8000-000000000022',
    binCode: 'A-01-01',
    code: '6901234567892',
    quantity: 1,
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'pick', asked, (station) => pick(ctx, station, asked)),
})

async function pick(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const { waveId, quantity, fulfilmentId } = asked
  const [wave, goods, bin] = await together([
    waveHead(ctx, waveId, station.warehouseId),
    goodsOf(ctx, asked.code),
    binOf(ctx, station.warehouseId, asked.binCode),
  ])
  if (!openWaves.includes(wave.state)) return { refused: 'wave_over', waveId }
  if (!goods) return { refused: 'unknown_code', waveId }
  const about = { waveId, goods, ...(bin && { bin }) }
  if (!bin) return { ...about, refused: 'unknown_bin' }
  if (fulfilmentId && !(await isIn(ctx, waveId, fulfilmentId))) refuse('not_found')
  const only = fulfilmentId ? { fulfilmentIds: [fulfilmentId] } : {}
  const open = await lockTasks(ctx, { waveId, skuId: goods.id, binId: bin.id, ...only }, 'to pick')
  if (open.length === 0)
    return { ...about, refused: (await isElsewhere(ctx, waveId, goods.id)) ? 'wrong_bin' : 'wrong_item' }
  const tasks = open.filter(isWanted)
  const [stopped] = open.filter(isStopped)
  if (tasks.length === 0) {
    if (!stopped) return { ...about, refused: 'not_wanted' }
    const { fulfilment_id, parcel, block_reason } = stopped
    return { ...about, refused: 'blocked', parcel: { id: fulfilment_id, number: parcel, blockReason: block_reason } }
  }
  const left = tasks.reduce((sum, t) => sum + t.quantity - t.picked, 0)
  if (quantity > left) return { ...about, refused: 'too_many', left }
  const { batchId, ...lot } = await batchToPick(ctx, goods, bin.id, {
    ...asked,
    batchNo: batchOf(ctx.now, goods, asked),
  })
  if (lot.refused) return { ...about, ...lot }
  const shares = spread(tasks, quantity, (t) => t.quantity - t.picked)
  const parcels = parcelsOf(shares)
  const begun = shares.filter(({ task }) => task.state === 'released').map(({ task }) => task.fulfilment_id)
  await together([
    ctx.sql(
      `update pick_tasks t set picked = t.picked + u.n, state = case when t.picked + u.n = t.quantity then 'done' else t.state end
         from unnest($2::uuid[], $3::int[]) as u(id, n) where t.tenant_id = $1 and t.id = u.id`,
      [shares.map((s) => s.task.id), shares.map((s) => s.quantity)],
      'tasks-pick',
    ),
    moveParcels(ctx, [...new Set(begun)], 'picking'),
    stageStock(ctx, {
      ...{ skuId: goods.id, warehouseId: station.warehouseId, binId: bin.id, parcels, ...(batchId && { batchId }) },
      ...{ referenceType: 'wave', referenceId: wave.id, reference: wave.number, key: `pick:${asked.scanId}` },
    }),
  ])
  const finished = shares.some(({ task, quantity: n }) => task.picked + n === task.quantity)
  const done = (finished || wave.state === 'released') && (await followWave(ctx, waveId))
  const [first] = shares
  return {
    ...about,
    ...lot,
    ...(first && { parcel: { id: first.task.fulfilment_id, number: first.task.parcel, blockReason: null } }),
    ...{ quantity, left: left - quantity, done, places: placesOf(shares) },
  }
}

async function isElsewhere(ctx: Context, waveId: string, skuId: string): Promise<boolean> {
  const rows = await ctx.sql(
    `select 1 from pick_tasks where tenant_id = $1 and wave_id = $2 and sku_id = $3 and state = 'open' limit 1`,
    [waveId, skuId],
  )
  return rows.length > 0
}
