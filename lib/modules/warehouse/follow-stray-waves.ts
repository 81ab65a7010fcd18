import { z } from 'zod'
import { followWaves, strayWaves } from '@/lib/modules/warehouse/internal/follow-wave'
import { command } from '@/lib/platform/door/use-case'

const most = 200

/** A wave ends with its parcels, also where no scan ended them: their orders were cancelled, or they were shipped from the list. */
export const followStrayWaves = command({
  name: 'wave.follow',
  summary: 'End waves whose parcels were cancelled or shipped outside of them',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const stray = await strayWaves(ctx, most)
    if (stray.length > 0) await followWaves(ctx, stray)
    return { more: stray.length === most }
  },
})
