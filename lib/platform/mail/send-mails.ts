import { performance } from 'node:perf_hooks'
import { invitationOpen } from '@/lib/platform/auth/invitation-open'
import { linkOpen } from '@/lib/platform/auth/user-links'
import { inAuth } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'
import { letterOf } from '@/lib/platform/mail/letters'
import { type Deliver, type Mail, MailRefused } from '@/lib/platform/mail/mail'
import { notNeeded } from '@/lib/platform/mail/mail-state'
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
      `update mails set attempts = attempts + 1, due_at = now() + make_interval(secs => $1), taken_at = now()
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
  if (!(await wanted(mail))) {
    // The member may be part of a command that is not committed yet, or never will be: then nobody is written to.
    const mayCome = mail.kind === 'invitation' && attempts < 4
    return mayCome ? again(id, 5 * attempts, notNeeded, null) : end(id, notNeeded, null)
  }
  const began = performance.now()
  const took = () => Math.round(performance.now() - began)
  try {
    await deliver(letterOf(id, mail))
  } catch (e) {
    const code = e instanceof MailRefused ? e.message : 'fault'
    const final = attempts >= mostAttempts || (e instanceof MailRefused && e.final)
    log.warn({ mail: id, kind, attempts, code, final }, 'a mail could not be sent')
    return final ? end(id, code, took()) : again(id, 15 * 2 ** attempts, code, took())
  }
  await end(id, null, took())
}

/** A link that no longer opens anything is not mailed, however long its mail had to wait. */
async function wanted(mail: Mail): Promise<boolean> {
  if (mail.kind === 'invitation') return invitationOpen(Buffer.from(mail.invitation, 'base64url'))
  if (mail.kind === 'reset' || mail.kind === 'verify')
    return mail.link === undefined || linkOpen(Buffer.from(mail.link, 'base64url'), mail.kind)
  return true
}

async function again(id: string, seconds: number, error: string, took: number | null): Promise<void> {
  await inAuth((client) =>
    client.query(
      `update mails set due_at = now() + make_interval(secs => $2), error = $3, taken_at = null, took_ms = coalesce($4, took_ms) where id = $1`,
      [id, seconds, error, took],
    ),
  )
}

/**
 * Sent, not needed any more, or given up. Nobody needs to read it then, but for what a company's people may want sent once more: that is never
 * due by itself, and forgotten after a week.
 */
async function end(id: string, error: string | null, took: number | null): Promise<void> {
  await inAuth((client) =>
    client.query(
      `update mails set error = $2, taken_at = null, took_ms = coalesce($3, took_ms), due_at = 'infinity',
              sealed = case when tenant_id is not null and $2::text <> '${notNeeded}' then sealed end,
              sent_at = case when $2::text is null then now() end, failed_at = case when $2::text is not null then now() end
        where id = $1`,
      [id, error, took],
    ),
  )
}
