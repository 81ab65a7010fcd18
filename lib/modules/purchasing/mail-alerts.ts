import { markMailedAlerts } from '@/lib/modules/purchasing/mark-mailed-alerts'
import { takeMailableAlerts } from '@/lib/modules/purchasing/take-mailable-alerts'
import { inAuth } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { idOf } from '@/lib/platform/id-of'
import { queueMail } from '@/lib/platform/mail/queue-mail'

/** More than a screen of them are counted, not listed. */
const listed = 20

/** One mail to each who wants it, of all that is new: under the name of what it tells, so that two at once or a crash in between send it once. Who
 * is limited to warehouses is told of theirs. */
export async function mailAlerts(system: Actor): Promise<void> {
  for (;;) {
    const { batch, alerts, members } = await run(takeMailableAlerts, system, {})
    if (batch === null) return
    const url = `${env().PUBLIC_URL}/stock/alerts`
    await inAuth(async (client) => {
      for (const { name, email, locale, warehouseIds } of members) {
        const theirs = alerts.filter(
          ({ warehouseId }) => !warehouseIds || (warehouseId !== null && warehouseIds.includes(warehouseId)),
        )
        if (theirs.length === 0) continue
        const total = theirs.length
        const lines = theirs
          .slice(0, listed)
          .map(({ kind, skuCode, warehouseCode, figures: { giver: _, ...seen } }) => ({
            kind,
            skuCode,
            warehouseCode,
            ...seen,
          }))
        await queueMail(
          client,
          { kind: 'stock-alerts', to: email, locale, values: { name, company: system.tenant.name, total, lines, url } },
          { id: idOf('stock-alerts', email, batch), tenantId: system.tenantId },
        )
      }
    })
    await run(markMailedAlerts, system, { batch })
  }
}
