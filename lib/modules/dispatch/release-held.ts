import { z } from 'zod'
import { heldAgain } from '@/lib/modules/dispatch/internal/replay'
import { command } from '@/lib/platform/door/use-case'

const most = 500

/** More was held than one turn tells anew, or it was held in the very moment in which its pause ended. */
export const releaseHeld = command({
  name: 'job.release',
  summary: 'Tell anew what is held though nothing is paused any more',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const released = await heldAgain(ctx, most)
    return { more: released === most, released }
  },
})
