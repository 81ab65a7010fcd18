import { z } from 'zod'
import { nameField, versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { stationRow, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { stationView } from '@/lib/modules/warehouse/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Closing a station also ends the binding of its device: it is opened for another one. */
export const updateStation = command({
  name: 'station.update',
  summary: 'Rename, close or reopen a station',
  http: { method: 'PATCH', path: '/stations/{stationId}' },
  input: z.strictObject({
    stationId: id('station'),
    name: nameField(60).optional(),
    status: z.enum(['active', 'closed']).optional(),
    version: versionField,
  }),
  example: { name: 'Packing 2', version: 1 },
  output: stationView,
  async run(ctx, { stationId, version, name, status }) {
    await ctx.sql('select 1 from stations where tenant_id = $1 and id = $2 for update', [stationId])
    const row = await stationRow(ctx, stationId)
    expectVersion(row, version)
    await orTaken({ stations_name_uq: 'name' }, () =>
      ctx.sql(
        `update stations set name = $3, status = $4, version = version + 1,
                token_hash = case when $4 = 'closed' then null else token_hash end, bound_at = case when $4 = 'closed' then null else bound_at end,
                member_id = case when $4 = 'closed' then null else member_id end, signed_in_at = case when $4 = 'closed' then null else signed_in_at end
          where tenant_id = $1 and id = $2`,
        [stationId, name ?? row.name, status ?? row.status],
      ),
    )
    ctx.touch('station', stationId)
    return view(await stationRow(ctx, stationId))
  },
})
