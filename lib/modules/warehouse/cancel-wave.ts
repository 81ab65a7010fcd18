import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { leaveWave } from '@/lib/modules/warehouse/internal/leave-wave'
import { lockTasks } from '@/lib/modules/warehouse/internal/tasks'
import { waveHead } from '@/lib/modules/warehouse/internal/waves'
import { waveStates } from '@/lib/modules/warehouse/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** Nobody is sent any more: parcels that are not packed go back, what was picked for them is to be brought back. Packed ones stay. */
export const cancelWave = command({
  name: 'wave.cancel',
  summary: 'Cancel a wave; packed parcels stay packed',
  http: { method: 'POST', path: '/waves/{waveId}/cancel' },
  input: z.strictObject({ waveId: id('wave'), version: z.int().optional() }),
  example: {},
  async run(ctx, { waveId, version }) {
    await waveHead(ctx, waveId)
    await refuseForeign(ctx, waveId)
    const tasks = await lockTasks(ctx, { waveId }, 'all')
    const [wave] = await ctx.sql<{ state: (typeof waveStates.states)[number]; version: number }>(
      'select state, version from waves where tenant_id = $1 and id = $2 for update',
      [waveId],
    )
    if (!wave) return refuse('not_found')
    if (version !== undefined && version !== wave.version) refuse('version_conflict', { version: wave.version })
    if (!waveStates.can(wave.state, 'cancelled')) refuse('illegal_transition', { from: wave.state, to: 'cancelled' })
    const back = tasks.filter((t) => t.state === 'released' || t.state === 'picking' || t.state === 'cancelled')
    await leaveWave(ctx, waveId, [...new Set(back.map((t) => t.fulfilment_id))])
    await ctx.sql(
      `update waves set state = 'cancelled', closed_at = $3, version = version + 1 where tenant_id = $1 and id = $2`,
      [waveId, ctx.now],
    )
    ctx.touch('wave', waveId)
    return getWave.within(ctx, { waveId })
  },
})

/** Nobody takes parcels out of work of a shop that they do not see. */
async function refuseForeign(ctx: Context, waveId: string): Promise<void> {
  const { shopIds } = ctx.actor.scope
  if (!shopIds) return
  const [foreign] = await ctx.sql(
    `select 1 from wave_parcels p join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id and f.shop_id <> all($3::uuid[])
      where p.tenant_id = $1 and p.wave_id = $2 and p.left_at is null limit 1`,
    [waveId, shopIds],
  )
  if (foreign) refuse('forbidden', { permission: 'wave.cancel' })
}
