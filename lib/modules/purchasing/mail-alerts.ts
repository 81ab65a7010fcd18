import { markMailedAlerts } from '@/lib/modules/purchasing/mark-mailed-alerts'
import { takeMailableAlerts } from '@/lib/modules/purchasing/take-mailable-alerts'
import { inAuth } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { queueMail } from '@/lib/platform/mail/queue-mail'

/** One mail to each who wants it, of all that is new. Told twice when a crash comes in between, never not at all. */
export async function mailAlerts(system: Actor): Promise<void> {
  const { ids, alerts, total, members } = await run(takeMailableAlerts, system, {})
  if (ids.length === 0) return
  const url = `${env().PUBLIC_URL}/stock/alerts`
  const lines = alerts.map(({ kind, skuCode, figures }) => ({ kind, skuCode, ...figures }))
  await inAuth(async (client) => {
    for (const { name, email, locale } of members)
      await queueMail(client, {
        kind: 'stock-alerts',
        to: email,
        locale,
        values: { name, company: system.tenant.name, total, lines, url },
      })
  })
  await run(markMailedAlerts, system, { alertIds: ids })
}
