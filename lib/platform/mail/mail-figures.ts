import { inAuth } from '@/lib/platform/db/transaction'

const most = 1000

export type MailFigures = { waiting: number; oldest: Date | null; failed: number; sent: number }

/**
 * How a company's mails go: what waits and since when; what was given up or failed once in the time since, and what was sent. The table
 * is the sign-in role's, for it knows addresses; figures are all that leaves it here.
 */
export async function mailFigures(tenantId: string, since: Date): Promise<MailFigures> {
  const { rows } = await inAuth((client) =>
    client.query<MailFigures>(
      `select count(*) filter (where open)::int as waiting, min(created_at) filter (where open) as oldest,
              count(*) filter (where failed_at >= $2 or (open and error is not null))::int as failed,
              count(*) filter (where sent_at >= $2)::int as sent
         from (select created_at, sent_at, failed_at, error, sent_at is null and failed_at is null as open
                 from mails where tenant_id = $1 order by created_at desc limit ${most}) m`,
      [tenantId, since],
    ),
  )
  return rows[0] ?? { waiting: 0, oldest: null, failed: 0, sent: 0 }
}
