import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { waveView as view, waveRow } from '@/lib/modules/warehouse/internal/waves'
import { waveView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'

const inWave = z.object({
  fulfilmentId: z.string(),
  number: z.string(),
  slot: z.number().int(),
  state: z.string(),
  blockReason: z.string().nullable(),
  units: z.number().int(),
  picked: z.number().int(),
  leftAt: z.string().nullable(),
})

type Row = {
  fulfilment_id: string
  number: string
  slot: number
  state: string
  block_reason: string | null
  units: number
  picked: number
  left_at: Date | null
}

export const getWave = query({
  name: 'wave.get',
  summary: 'One wave with its parcels',
  http: { method: 'GET', path: '/waves/{waveId}' },
  input: z.strictObject({ waveId: id('wave') }),
  output: waveView.extend({ inWave: z.array(inWave) }),
  async run(ctx, { waveId }) {
    const wave = await waveRow(ctx, waveId)
    const rows = await ctx.sql<Row>(
      `select p.fulfilment_id, f.number, p.slot, f.state, f.block_reason, p.left_at, coalesce(t.units, 0)::int as units, coalesce(t.picked, 0)::int as picked
         from wave_parcels p
         join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id
         left join (select fulfilment_id, sum(quantity) as units, sum(picked) as picked from pick_tasks
                     where tenant_id = $1 and wave_id = $2 and state <> 'short' group by fulfilment_id) t on t.fulfilment_id = p.fulfilment_id
        where p.tenant_id = $1 and p.wave_id = $2 and ($3::uuid[] is null or f.shop_id = any($3)) order by p.slot`,
      [wave.id, ctx.actor.scope.shopIds],
    )
    return {
      ...view(wave),
      inWave: rows.map((r) => ({
        fulfilmentId: r.fulfilment_id,
        number: r.number,
        slot: r.slot,
        state: r.state,
        blockReason: r.block_reason,
        units: r.units,
        picked: r.picked,
        leftAt: r.left_at?.toISOString() ?? null,
      })),
    }
  },
})
