import type pg from 'pg'
import { newId } from '@/lib/kernel/ids'
import { maskEmail } from '@/lib/kernel/mask'
import { deriveKey, masterKey, openWith, sealWith } from '@/lib/platform/crypto'
import type { Mail } from '@/lib/platform/mail/mail'

/**
 * A mail to send once the sign-in role's transaction is committed: either what it speaks of exists, or there is no mail.
 * It lies sealed, for it names a person and carries a link that opens something. Under an id of what it tells of it is sent once,
 * however often it is queued: what was sent keeps its row. `tenantId`: the company that sends it; without one it is about the user's own account.
 */
export async function queueMail(
  client: pg.PoolClient,
  mail: Mail,
  { id = newId(), tenantId }: { id?: string; tenantId?: string } = {},
): Promise<void> {
  const sealed = sealWith(mailKey(), aad(id), JSON.stringify(mail))
  await client.query(
    `insert into mails (id, kind, sealed, tenant_id, message_id, told_to) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    // Whom it goes to is shown to the company's people, in a mask; of a user's own mails nothing is kept in clear.
    [id, mail.kind, sealed, tenantId ?? null, newId(), tenantId ? maskEmail(mail.to) : ''],
  )
}

export function openMail(id: string, sealed: Buffer): Mail {
  return JSON.parse(openWith(mailKey(), aad(id), sealed).toString('utf8')) as Mail
}

function mailKey(): Buffer {
  return deriveKey(masterKey(), 'mail')
}

function aad(id: string): string {
  return `mails|sealed|${id}`
}
