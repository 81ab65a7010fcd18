import type { WaveState } from '@/lib/modules/warehouse/states'
import type { Context } from '@/lib/platform/door/context'

/** What a parcel still needs of the shelves: an open task of one that is in work. Stopped ones count, they may go on. */
const toPick = `select 1 from pick_tasks t join fulfilments f on f.tenant_id = $1 and f.id = t.fulfilment_id
  where t.tenant_id = $1 and t.wave_id = w.id and t.state = 'open' and f.state in ('released', 'picking')`

const toFinish = `select 1 from wave_parcels p join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id
  where p.tenant_id = $1 and p.wave_id = w.id and p.left_at is null and f.state in ('released', 'picking', 'packed')`

/** The state that what was done in wave `w` and to its parcels asks for. */
const wantedState = `case when not exists (${toFinish}) then 'done' when not exists (${toPick}) then 'picked' else 'picking' end`

/** Open waves whose parcels ended elsewhere: cancelled, or shipped from the list. One that nobody has begun stays as it was made. */
export async function strayWaves(ctx: Context, most: number): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select id from (
       select w.id, w.created_at, w.state, ${wantedState} as wanted from waves w
        where w.tenant_id = $1 and w.state in ('released', 'picking', 'picked')) o
      where wanted <> state and not (state = 'released' and wanted = 'picking') order by created_at, id limit ${most}`,
    [],
    'waves-stray',
  )
  return rows.map((w) => w.id)
}

/** Brings waves after what has been done in them; answers the state that was found for each that is there. */
export async function followWaves(ctx: Context, waveIds: readonly string[]): Promise<Map<string, WaveState>> {
  // Two who finish at the same moment must not each see the other's task as open: the second waits and looks again.
  await ctx.sql(
    'select 1 from waves where tenant_id = $1 and id = any($2::uuid[]) order by id for update',
    [waveIds],
    'wave-lock',
  )
  const rows = await ctx.sql<{ id: string; state: WaveState; wanted: WaveState }>(
    `select w.id, w.state, ${wantedState} as wanted from waves w where w.tenant_id = $1 and w.id = any($2::uuid[])`,
    [waveIds],
    'wave-progress',
  )
  const turned = rows.filter((w) => w.state !== w.wanted && w.state !== 'done' && w.state !== 'cancelled')
  if (turned.length > 0)
    await ctx.sql(
      `update waves w set state = u.state, version = w.version + 1, started_at = coalesce(w.started_at, $4),
              picked_at = case when u.state in ('picked', 'done') then coalesce(w.picked_at, $4) end,
              closed_at = case when u.state = 'done' then $4::timestamptz end
         from unnest($2::uuid[], $3::text[]) as u(id, state)
        where w.tenant_id = $1 and w.id = u.id and w.state not in ('done', 'cancelled')`,
      [turned.map((w) => w.id), turned.map((w) => w.wanted), ctx.now],
      'wave-follow',
    )
  return new Map(rows.map((w) => [w.id, w.wanted]))
}

/** The same for one. Answers whether nothing of it lies on the shelves any more. */
export async function followWave(ctx: Context, waveId: string): Promise<boolean> {
  const wanted = (await followWaves(ctx, [waveId])).get(waveId)
  return wanted !== undefined && wanted !== 'picking'
}
