import { businessDay } from '@/lib/kernel/time'
import type { Context } from '@/lib/platform/door/context'

/** The company's calendar day, by which batches expire. */
export const todayOf = (ctx: Context): string => businessDay(ctx.now, ctx.tenant.timeZone)
