import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { deedsOf, isOpen, keptDeeds } from '@/lib/modules/purchasing/internal/alert-rows'
import { lockAlert } from '@/lib/modules/purchasing/internal/lock-alert'
import { noteDeeds } from '@/lib/modules/purchasing/internal/note-deeds'
import { alertView, isShort } from '@/lib/modules/purchasing/schema'
import { command } from '@/lib/platform/door/use-case'

/** Several deeds stand beside one another, the last one counts. Set aside it is out of the list, and out of the mails, until its figures mend; what comes after that is told anew. */
export const settleAlert = command({
  name: 'alert.settle',
  summary:
    'Put a stock alert on the list of what to restock, or set it aside; `none` takes the last of what was done back',
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
    const row = await lockAlert(ctx, alertId)
    const deeds = keptDeeds(row)
    const last = deedsOf(row).deed
    // There is too much of it, or it does not sell: more of it is no answer.
    if (deed === 'restock' && !isShort(row.kind)) return invalid([{ path: 'deed', code: 'not_short' }])
    // Noted already: who noted it, and how much, stays.
    if (deed === 'restock' && last?.kind === deed && quantity === undefined) return getAlert.within(ctx, { alertId })
    // The goods are going there, whatever the alert says: it is the transfer that has to be cancelled.
    if (deed === 'none' && last && isOpen(last)) return invalid([{ path: 'deed', code: 'transfer_open' }])
    // The same once more is another quantity, and not a second time.
    const before = deed === 'none' || deed === last?.kind ? deeds.slice(0, -1) : deeds
    const units = deed === 'restock' ? (quantity ?? row.figures.need ?? null) : null
    const none = { transferId: null, transferNumber: null, by: ctx.actor.name, at: ctx.now.toISOString() }
    await noteDeeds(ctx, alertId, deed === 'none' ? before : [...before, { ...none, kind: deed, quantity: units }])
    return getAlert.within(ctx, { alertId })
  },
})
