import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { isStopped, isWanted, lockTasks, placesOf, spread } from '@/lib/modules/warehouse/internal/tasks'
import { waveHead } from '@/lib/modules/warehouse/internal/waves'
import { pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { openWaves } from '@/lib/modules/warehouse/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const input = z.strictObject({
  ...scanFields,
  waveId: id('wave'),
  code: scannedText,
  quantity: pieces.default(1),
})

/** What was picked for many parcels at once is put into the slot of each; the answer says which. */
export const scanSort = command({
  name: 'scan.sort',
  summary: 'Sort picked units of a wave into the slots of its parcels',
  http: { method: 'POST', path: '/scans/sort' },
  input,
  example: {
    scanId: 'c1f0a7d2-0003',
    stationId: '019aab00-0000-7000-8000-000000000021',
    waveId: '019aab00-0000-7000-8000-000000000022',
    code: '6901234567892',
    quantity: 1,
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'sort', asked, (station) => sort(ctx, station, asked)),
})

async function sort(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const { waveId, quantity } = asked
  const wave = await waveHead(ctx, waveId, station.warehouseId)
  if (!openWaves.includes(wave.state)) return { refused: 'wave_over', waveId }
  const goods = await goodsOf(ctx, asked.code)
  if (!goods) return { refused: 'unknown_code', waveId }
  const all = await lockTasks(ctx, { waveId, skuId: goods.id }, 'to sort')
  const tasks = all.filter(isWanted)
  const about = { waveId, goods }
  const [stopped] = all.filter(isStopped)
  if (tasks.length === 0) {
    if (!stopped) return { ...about, refused: all.length === 0 ? 'wrong_item' : 'not_wanted' }
    const { fulfilment_id, parcel, block_reason } = stopped
    return { ...about, refused: 'blocked', parcel: { id: fulfilment_id, number: parcel, blockReason: block_reason } }
  }
  const left = tasks.reduce((sum, t) => sum + t.picked - t.sorted, 0)
  if (quantity > left) return { ...about, refused: 'too_many', left }
  const shares = spread(tasks, quantity, (t) => t.picked - t.sorted)
  await ctx.sql(
    `update pick_tasks t set sorted = t.sorted + u.n from unnest($2::uuid[], $3::int[]) as u(id, n) where t.tenant_id = $1 and t.id = u.id`,
    [shares.map((s) => s.task.id), shares.map((s) => s.quantity)],
  )
  const [first] = shares
  return {
    ...about,
    ...(first && { parcel: { id: first.task.fulfilment_id, number: first.task.parcel, blockReason: null } }),
    ...{ quantity, left: left - quantity, places: placesOf(shares) },
  }
}
