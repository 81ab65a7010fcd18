import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { lockAlert } from '@/lib/modules/purchasing/internal/lock-alert'
import { noteDeed } from '@/lib/modules/purchasing/internal/note-deed'
import { alertView } from '@/lib/modules/purchasing/schema'
import { command } from '@/lib/platform/door/use-case'

/** Set aside it is out of the list, and out of the mails, until its figures mend; what comes after that is told anew. */
export const settleAlert = command({
  name: 'alert.settle',
  summary: 'Put a stock alert on the list of what to restock, or set it aside; `none` takes either back',
  http: { method: 'POST', path: '/stock/alerts/{alertId}/deed' },
  input: z.strictObject({
    alertId: id('alert'),
    deed: z.enum(['restock', 'aside', 'none']),
    /** To restock; without it what the alert says is needed. */
    quantity: z.int().min(1).max(1_000_000).optional(),
  }),
  example: { deed: 'restock', quantity: 40 },
  output: alertView,
  async run(ctx, { alertId, deed, quantity }) {
    const { figures } = await lockAlert(ctx, alertId)
    const none = { quantity: null, transferId: null, transferNumber: null }
    const restock = { ...none, kind: 'restock' as const, quantity: quantity ?? figures.need ?? null }
    await noteDeed(ctx, alertId, deed === 'none' ? null : deed === 'restock' ? restock : { ...none, kind: deed })
    return getAlert.within(ctx, { alertId })
  },
})
