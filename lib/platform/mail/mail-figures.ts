import { inAuth } from '@/lib/platform/db/transaction'
import { mailStates, notNeeded } from '@/lib/platform/mail/mail-state'

/** Waiting things are counted up to here; beyond it the exact number changes nothing about what is to be done. */
export const mostMails = 1000

export type MailFigures = { waiting: number; oldest: Date | null; failed: number; sent: number }

/** Of one kind with one code: mails that were given up, or failed and are tried again. */
export type MailTrouble = { kind: string; code: string; count: number; since: Date; newest: string }

export type MailHealth = { figures: MailFigures; troubles: MailTrouble[] }

const nothing: MailFigures = { waiting: 0, oldest: null, failed: 0, sent: 0 }

/**
 * How a company's mails go: what waits and since when; what was given up in the time since or failed at its last attempt, and what was sent.
 * What was rightly not sent, for its link had been used or withdrawn, is none of them. Each figure is read off an index of its own: what
 * waits as far as a person cares, what ended as far as the window reaches. The table is the sign-in role's, for it knows addresses.
 */
export async function mailHealth(tenantId: string, since: Date): Promise<MailHealth> {
  return inAuth(async (client) => {
    const { rows: figures } = await client.query<MailFigures>(
      `select o.waiting, o.oldest, o.failed + f.n as failed, s.n as sent
         from (select count(*)::int as waiting, min(created_at) as oldest, count(*) filter (where error <> '${notNeeded}')::int as failed
                 from (select created_at, error from mails where tenant_id = $1 and sent_at is null and failed_at is null
                        order by created_at limit ${mostMails}) x) o,
              (select count(*)::int as n from mails where tenant_id = $1 and failed_at >= $2 and error <> '${notNeeded}') f,
              (select count(*)::int as n from mails where tenant_id = $1 and sent_at >= $2) s`,
      [tenantId, since],
    )
    const { rows: troubles } = await client.query<MailTrouble>(
      `select kind, error as code, count(*)::int as count, min(created_at) as since, max(message_id::text) as newest
         from ((select m.kind, m.error, m.created_at, m.message_id from mails m
                 where m.tenant_id = $1 and m.failed_at is not null and m.sealed is not null order by m.failed_at desc limit ${mostMails})
               union all
               (select m.kind, m.error, m.created_at, m.message_id from mails m
                 where m.tenant_id = $1 and m.sent_at is null and m.failed_at is null and ${mailStates.failed} order by m.created_at limit ${mostMails})) x
        group by kind, error`,
      [tenantId],
    )
    return { figures: figures[0] ?? nothing, troubles }
  })
}
