import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { stationRow, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { stationView } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

export const leaveStation = command({
  name: 'station.leave',
  summary: 'Sign whoever stands at a station out',
  input: z.strictObject({ stationId: id('station') }),
  output: stationView,
  audited: false,
  async run(ctx, { stationId }) {
    await stationRow(ctx, stationId)
    await ctx.sql(
      'update stations set member_id = null, signed_in_at = null, version = version + 1 where tenant_id = $1 and id = $2 and member_id is not null',
      [stationId],
    )
    return view(await stationRow(ctx, stationId))
  },
})
