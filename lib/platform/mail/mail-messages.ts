import { firstIdAt } from '@/lib/kernel/ids'
import { inAuth } from '@/lib/platform/db/transaction'
import { mailStates, notNeeded } from '@/lib/platform/mail/mail-state'

export type MailFilter = {
  /** The kind of mail. */
  name?: string | undefined
  state?: keyof typeof mailStates | undefined
  trouble?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  after?: readonly [messageId: string, sub: string] | undefined
}

/** A mail as its company may see it: no address but in a mask, no text, no link. */
export type MailRow = {
  id: string
  letterId: string
  name: string
  exact: 'waiting' | 'running' | 'sent' | 'parked' | 'not_needed'
  to: string
  at: Date
  done_at: Date | null
  due_at: Date | null
  attempts: number
  took_ms: number | null
  trouble: string | null
  /** It can be sent once more: what it says is still there. */
  kept: boolean
}

/** A company's mails, newest first, by the key alone and no further than the page. */
export async function findMails(tenantId: string, wanted: MailFilter, limit: number): Promise<MailRow[]> {
  const { name, state, trouble, from, to, after } = wanted
  const { rows } = await inAuth((client) =>
    client.query<MailRow>(
      `select m.message_id as id, m.id as "letterId", m.kind as name,
              case when m.sent_at is not null then 'sent' when m.failed_at is not null then case when m.error = '${notNeeded}' then 'not_needed' else 'parked' end
                   when m.taken_at is not null then 'running' else 'waiting' end as exact,
              m.told_to as to, m.created_at as at, coalesce(m.sent_at, m.failed_at) as done_at,
              case when m.sent_at is null and m.failed_at is null and m.taken_at is null then m.due_at end as due_at, m.attempts, m.took_ms,
              nullif(m.error, '${notNeeded}') as trouble, m.sealed is not null as kept
         from mails m
        where m.tenant_id = $1 and ($2::text is null or m.kind = $2) and ($3::text is null or nullif(m.error, '${notNeeded}') = $3)
          and ($4::uuid is null or m.message_id >= $4) and ($5::uuid is null or m.message_id < $5)
          and ($6::uuid is null or (m.message_id <= $6 and (m.message_id, '') < ($6, $7::text)))
          ${state ? `and ${mailStates[state]}` : ''}
        order by m.message_id desc limit $8`,
      [
        tenantId,
        name ?? null,
        trouble ?? null,
        from ? firstIdAt(from) : null,
        to ? firstIdAt(to) : null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit,
      ],
    ),
  )
  return rows
}
