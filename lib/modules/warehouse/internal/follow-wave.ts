import type { Context } from '@/lib/platform/door/context'

/** What a parcel still needs of the shelves: an open task of one that is in work. Stopped ones count, they may go on. */
const toPick = `select 1 from pick_tasks t join fulfilments f on f.tenant_id = $1 and f.id = t.fulfilment_id
  where t.tenant_id = $1 and t.wave_id = w.id and t.state = 'open' and f.state in ('released', 'picking')`

const toFinish = `select 1 from wave_parcels p join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id
  where p.tenant_id = $1 and p.wave_id = w.id and p.left_at is null and f.state in ('released', 'picking', 'packed')`

/** Brings the wave's state after what has been done in it. Answers whether nothing of it lies on the shelves any more. */
export async function followWave(ctx: Context, waveId: string): Promise<boolean> {
  // Two who finish at the same moment must not each see the other's task as open: the second waits and looks again.
  await ctx.sql('select 1 from waves where tenant_id = $1 and id = $2 for update', [waveId], 'wave-lock')
  const [row] = await ctx.sql<{ state: string; wanted: string }>(
    `select w.state, case when not exists (${toFinish}) then 'done' when not exists (${toPick}) then 'picked' else 'picking' end as wanted
       from waves w where w.tenant_id = $1 and w.id = $2`,
    [waveId],
    'wave-progress',
  )
  if (!row) return false
  if (row.state !== row.wanted && row.state !== 'done' && row.state !== 'cancelled')
    await ctx.sql(
      `update waves set state = $3, version = version + 1, started_at = coalesce(started_at, $4),
              picked_at = case when $3 in ('picked', 'done') then coalesce(picked_at, $4) end, closed_at = case when $3 = 'done' then $4::timestamptz end
        where tenant_id = $1 and id = $2 and state not in ('done', 'cancelled')`,
      [waveId, row.wanted, ctx.now],
      'wave-follow',
    )
  return row.wanted !== 'picking'
}
