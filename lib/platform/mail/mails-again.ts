import { type Closed, closedInvitations } from '@/lib/platform/auth/invitation-open'
import { inAuth } from '@/lib/platform/db/transaction'
import { mailStates } from '@/lib/platform/mail/mail-state'
import { openMail } from '@/lib/platform/mail/queue-mail'

/** Why a mail is not sent once more: it went, somebody tries it just now or it is forgotten (`over`), or its link opens nothing any more. */
export type NotAgain = Closed | 'over'

/** Which of these failed mails would be sent once more, and why the others would not. Nothing is changed. */
export async function mayGoAgain(
  tenantId: string,
  messageIds: readonly string[],
): Promise<Map<string, NotAgain | null>> {
  if (messageIds.length === 0) return new Map()
  const { rows } = await inAuth((client) =>
    client.query<{ id: string; message_id: string; sealed: Buffer }>(
      `select m.id, m.message_id, m.sealed from mails m
        where m.tenant_id = $1 and m.message_id = any($2::uuid[]) and m.sealed is not null and ${mailStates.failed}`,
      [tenantId, messageIds],
    ),
  )
  const links = new Map(
    rows.flatMap(({ id, message_id, sealed }) => {
      const mail = openMail(id, sealed)
      return mail.kind === 'invitation' ? [[message_id, mail.invitation] as const] : []
    }),
  )
  const closed = await closedInvitations(tenantId, [...links.values()])
  const there = new Set(rows.map((row) => row.message_id))
  return new Map(
    messageIds.map(
      (id) => [id, there.has(id) ? (closed.get(links.get(id) ?? '') ?? null) : ('over' as const)] as const,
    ),
  )
}

/**
 * Sends failed mails once more, under the ids they had, their attempts counted anew. What was taken by the mail server, what somebody tries at
 * this moment and what is no longer kept stays as it is: asked twice, a mail goes once.
 */
export async function sendAgain(tenantId: string, messageIds: readonly string[]): Promise<{ started: number }> {
  const { rowCount } = await inAuth((client) =>
    client.query(
      `update mails m set failed_at = null, error = null, attempts = 0, due_at = now()
        where m.tenant_id = $1 and m.message_id = any($2::uuid[]) and m.sealed is not null and ${mailStates.failed}`,
      [tenantId, messageIds],
    ),
  )
  return { started: rowCount ?? 0 }
}
