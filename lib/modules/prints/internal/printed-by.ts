import type { PaperText } from '@/lib/adapters/printing/label'
import type { Context } from '@/lib/platform/door/context'

/** The small line at the foot of every paper: when it was printed in the company's zone, and by whom. */
export function printedBy(ctx: Context, t: PaperText): string {
  const how = { timeZone: ctx.tenant.timeZone, dateStyle: 'short', timeStyle: 'short' } as const
  return t('printed', { at: new Intl.DateTimeFormat('sv-SE', how).format(ctx.now), by: ctx.actor.name })
}
