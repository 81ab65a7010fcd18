import { invitationOpen } from '@/lib/platform/auth/invitation-open'
import { inAuth } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'
import { letterOf } from '@/lib/platform/mail/letters'
import { type Deliver, type Mail, MailRefused } from '@/lib/platform/mail/mail'
import { openMail } from '@/lib/platform/mail/queue-mail'

const batch = 10
/** Whoever took a mail and died gives it back by letting this pass. */
const leaseSeconds = 120
const mostAttempts = 8

type Claimed = { id: string; kind: string; sealed: Buffer; attempts: number }

/**
 * Sends what is due and answers how many mails it dealt with. Claimed in one transaction, sent outside of any, marked in
 * another: a crash between sending and marking sends again, under the same message id, and never holds a connection.
 */
export async function sendMails(deliver: Deliver): Promise<number> {
  const { rows } = await inAuth((client) =>
    client.query<Claimed>(
      `update mails set attempts = attempts + 1, due_at = now() + make_interval(secs => $1)
        where id in (select id from mails where sealed is not null and due_at <= now()
                      order by due_at limit ${batch} for update skip locked)
       returning id, kind, sealed, attempts`,
      [leaseSeconds],
    ),
  )
  for (const row of rows) await send(row, deliver)
  return rows.length
}

async function send({ id, kind, sealed, attempts }: Claimed, deliver: Deliver): Promise<void> {
  const mail = openMail(id, sealed)
  // The member may be part of a command that is not committed yet, or never will be: then nobody is written to.
  if (!(await wanted(mail))) return attempts < 4 ? again(id, 5 * attempts, 'not_open') : end(id, 'not_open')
  try {
    await deliver(letterOf(id, mail))
  } catch (e) {
    const code = e instanceof MailRefused ? e.message : 'fault'
    const final = attempts >= mostAttempts || (e instanceof MailRefused && e.final)
    log.warn({ mail: id, kind, attempts, code, final }, 'a mail could not be sent')
    return final ? end(id, code) : again(id, 15 * 2 ** attempts, code)
  }
  await end(id, null)
}

async function wanted(mail: Mail): Promise<boolean> {
  return mail.kind !== 'invitation' || invitationOpen(Buffer.from(mail.invitation, 'base64url'))
}

async function again(id: string, seconds: number, error: string): Promise<void> {
  await inAuth((client) =>
    client.query('update mails set due_at = now() + make_interval(secs => $2), error = $3 where id = $1', [
      id,
      seconds,
      error,
    ]),
  )
}

/** Sent or given up; either way nobody needs to read it any more. */
async function end(id: string, error: string | null): Promise<void> {
  await inAuth((client) =>
    client.query(
      `update mails set sealed = null, error = $2, sent_at = case when $2::text is null then now() end,
              failed_at = case when $2::text is not null then now() end where id = $1`,
      [id, error],
    ),
  )
}
