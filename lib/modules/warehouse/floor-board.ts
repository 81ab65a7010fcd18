import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { invalid } from '@/lib/kernel/refusal'
import { addDays, businessDay, fromLocal } from '@/lib/kernel/time'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { boardSteps, bottleneckOf } from '@/lib/modules/warehouse/internal/board-steps'
import { type StationRow, selectStations, stationView } from '@/lib/modules/warehouse/internal/stations'
import { selectWaves, type WaveRow, waveView } from '@/lib/modules/warehouse/internal/waves'
import { type BoardView, boardView } from '@/lib/modules/warehouse/schema'
import { openWaves } from '@/lib/modules/warehouse/states'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

/** What stands on the board: as many as one sees from afar. */
const shown = 12

export const floorBoard = query({
  name: 'floor.board',
  summary: 'How the work of a warehouse stands: steps, late parcels, waves, stations, carriers',
  http: { method: 'GET', path: '/floor/board' },
  input: z.strictObject({ warehouseCode: codeField(40) }),
  example: { warehouseCode: 'HZ' },
  output: boardView,
  stale: true,
  async run(ctx, { warehouseCode }): Promise<BoardView> {
    const warehouse = await warehouseByCode(ctx, warehouseCode)
    if (!warehouse) return invalid([{ path: 'warehouseCode', code: 'unknown' }])
    const steps = await boardSteps(ctx, warehouse.id)
    const waves = await ctx.sql<WaveRow>(
      `${selectWaves} and w.warehouse_id = $3 and w.state = any($4) and ($2::uuid[] is null or s.parcels > 0)
       order by w.created_at, w.id limit ${shown}`,
      [ctx.actor.scope.shopIds, warehouse.id, openWaves],
    )
    return {
      warehouseCode: warehouse.code,
      at: ctx.now.toISOString(),
      steps,
      bottleneck: bottleneckOf(steps),
      late: await lateParcels(ctx, warehouse.id),
      waves: waves.map(waveView),
      stations: await stationsAt(ctx, warehouse.id),
      carriers: await carriersOf(ctx, warehouse.id),
    }
  },
})

async function lateParcels(ctx: Context, warehouseId: string): Promise<BoardView['late']> {
  const rows = await ctx.sql<{ id: string; number: string; state: string; due: Date; order_id: string; count: number }>(
    `select f.id, f.number, f.state, x.due, x.order_id, count(*) over ()::int as count from fulfilments f
       join lateral (select min(o.promised_ship_at) as due, 
                      (array_agg(o.id order by o.promised_ship_at, o.id) filter (where $4::uuid[] is null or o.shop_id = any($4)))[1] as order_id from fulfilment_lines l join orders o on o.tenant_id = $1 and o.id = l.order_id
                      where l.tenant_id = $1 and l.fulfilment_id = f.id) x on x.due < $3
      where f.tenant_id = $1 and f.warehouse_id = $2 and f.state in ('allocated', 'released', 'picking', 'packed')
        and ($4::uuid[] is null or f.shop_id = any($4))
      order by x.due, f.id limit ${shown}`,
    [warehouseId, ctx.now, ctx.actor.scope.shopIds],
  )
  return {
    count: rows[0]?.count ?? 0,
    parcels: rows.map(({ id, number, state, due, order_id }) => ({
      ...{ id, number, state, orderId: order_id },
      dueAt: due.toISOString(),
    })),
  }
}

async function stationsAt(ctx: Context, warehouseId: string): Promise<BoardView['stations']> {
  const rows = await ctx.sql<StationRow>(
    `${selectStations} and s.warehouse_id = $2 and s.status = 'active' order by s.name, s.id limit 60`,
    [warehouseId],
  )
  const done = await ctx.sql<{ station_id: string; pieces: number }>(
    // What somebody did not find is no piece done.
    `select station_id, sum(quantity)::int as pieces from scans
      where tenant_id = $1 and warehouse_id = $2 and verdict = 'ok' and operation <> 'short' and at > $3 group by station_id`,
    [warehouseId, new Date(ctx.now.getTime() - 3_600_000)],
  )
  const pieces = new Map(done.map((d) => [d.station_id, d.pieces]))
  return rows.map((row) => ({ ...stationView(row), pieces: pieces.get(row.id) ?? 0 }))
}

async function carriersOf(ctx: Context, warehouseId: string): Promise<BoardView['carriers']> {
  const cutOffs = await ctx.sql<{ carrier_code: string; local_time: string }>(
    'select carrier_code, local_time from carrier_cut_offs where tenant_id = $1 and warehouse_id = $2',
    [warehouseId],
  )
  if (cutOffs.length === 0) return []
  // Who fetches a parcel: the label on it says so, else its wave, else what the rules wish for.
  const waiting = await ctx.sql<{ carrier: string; parcels: number }>(
    `select coalesce(b.carrier_code, w.carrier_code, f.preferred_carrier) as carrier, count(*)::int as parcels from fulfilments f
       left join waybills b on b.tenant_id = $1 and b.fulfilment_id = f.id and b.voided_at is null
       left join wave_parcels p on p.tenant_id = $1 and p.fulfilment_id = f.id and p.left_at is null
       left join waves w on w.tenant_id = $1 and w.id = p.wave_id
      where f.tenant_id = $1 and f.warehouse_id = $2 and f.state in ('allocated', 'released', 'picking', 'packed') and f.block_reason is null
        and ($3::uuid[] is null or f.shop_id = any($3))
      group by 1`,
    [warehouseId, ctx.actor.scope.shopIds],
    'board-carriers',
  )
  const toLeave = new Map(waiting.map(({ carrier, parcels }) => [carrier, parcels]))
  const zone = ctx.tenant.timeZone
  const today = businessDay(ctx.now, zone)
  return cutOffs
    .map(({ carrier_code, local_time }) => {
      const at = fromLocal(`${today} ${local_time}:00`, zone)
      const next = at > ctx.now ? at : fromLocal(`${addDays(today, 1)} ${local_time}:00`, zone)
      return {
        carrierCode: carrier_code,
        time: local_time,
        cutOffAt: next.toISOString(),
        waiting: toLeave.get(carrier_code) ?? 0,
      }
    })
    .sort((a, b) => (a.cutOffAt < b.cutOffAt ? -1 : 1))
}
