import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { stationRow, stationView as view } from '@/lib/modules/warehouse/internal/stations'
import { stationView } from '@/lib/modules/warehouse/schema'
import { command } from '@/lib/platform/door/use-case'

/** What a device shows from then on; of it only the hash is kept. */
export const tokenHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** One device is one station: binding another one ends the first one's right, and whoever stood there is signed out. */
export const bindStation = command({
  name: 'station.bind',
  summary: 'Bind a device to a station; its token is told once',
  http: { method: 'POST', path: '/stations/{stationId}/bind' },
  input: z.strictObject({ stationId: id('station') }),
  example: {},
  output: stationView.extend({ token: z.string() }),
  remembered: false,
  async run(ctx, { stationId }) {
    const station = await stationRow(ctx, stationId)
    if (station.status !== 'active') refuse('not_found')
    const secret = randomBytes(24).toString('base64url')
    await ctx.sql(
      `update stations set token_hash = $3, bound_at = $4, member_id = null, signed_in_at = null, version = version + 1
        where tenant_id = $1 and id = $2`,
      [stationId, tokenHash(secret), ctx.now],
    )
    ctx.touch('station', stationId)
    return { ...view(await stationRow(ctx, stationId)), token: `${ctx.tenantId}.${stationId}.${secret}` }
  },
})
