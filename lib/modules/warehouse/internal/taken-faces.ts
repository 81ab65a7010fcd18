import type { Context } from '@/lib/platform/door/context'

/** Who has taken a task and brings nothing for so long has been called away: others may take it. */
const takenMinutes = 30

export const takenSince = (ctx: Context): Date => new Date(ctx.now.getTime() - takenMinutes * 60_000)

/** Something was brought: whoever had taken the task has done it. */
export async function endTaken(ctx: Context, binId: string, skuId: string): Promise<void> {
  await ctx.sql(
    `update pick_faces set taken_by = null, taken_name = null, taken_at = null
      where tenant_id = $1 and bin_id = $2 and sku_id = $3 and taken_at is not null`,
    [binId, skuId],
    'face-taken-end',
  )
}
