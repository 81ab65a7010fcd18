import { causeOfMail } from '@/lib/modules/dispatch/internal/cause-of'
import type { MessageRow, Wanted } from '@/lib/modules/dispatch/internal/message-rows'
import { windowStart } from '@/lib/modules/dispatch/internal/scope'
import type { MessageDetail, StuckView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { type MailHealth, type MailTrouble, mailHealth, mostMails } from '@/lib/platform/mail/mail-figures'
import { findMails } from '@/lib/platform/mail/mail-messages'
import { mayGoAgain, type NotAgain } from '@/lib/platform/mail/mails-again'

/** A person wants failed mails sent once more: `{ messageIds }`. */
export const mailsAskedAgain = 'mails.asked-again'

/** Mails are of the whole company: nobody's is one shop's, so who sees some shops only sees none. */
export async function mailsInSight(ctx: Context): Promise<MailHealth | undefined> {
  return seesAll(ctx.actor) ? mailHealth(ctx.tenantId, windowStart(ctx)) : undefined
}

export async function mailRows(ctx: Context, wanted: Wanted, limit: number): Promise<MessageRow[]> {
  const { kind = 'mail', shopId, orderId } = wanted
  if (kind !== 'mail' || shopId || orderId || !seesAll(ctx.actor)) return []
  const rows = await findMails(ctx.tenantId, wanted, limit)
  return rows.map(({ letterId, to, due_at, kept, ...row }) => ({
    ...row,
    ...ofNoShop,
    mail: { letterId, to, due_at, kept },
  }))
}

const ofNoShop = {
  sub: '',
  kind: 'mail',
  shop_id: null,
  shop_code: '',
  shop_name: '',
  channel: '',
  order_id: null,
  order_no: '',
} as const

/** The id by which a mail server knows it, and whom it goes to in a mask; what it says is shown to nobody, for its link opens something. */
export function mailParts({ name, mail, done_at, exact }: MessageRow): Pick<MessageDetail, 'input' | 'result'> {
  return {
    input: { mail: name, to: mail?.to ?? '', messageId: mail ? `<${mail.letterId}@caravan>` : '' },
    result: { state: exact, endedAt: done_at?.toISOString() ?? null, nextAt: mail?.due_at?.toISOString() ?? null },
  }
}

/** Of each of the mails among them why it is not sent once more, null where it is. */
export function mailsMayGo(ctx: Context, rows: readonly MessageRow[]): Promise<Map<string, NotAgain | null>> {
  return mayGoAgain(
    ctx.tenantId,
    rows.flatMap(({ kind, id }) => (kind === 'mail' ? [id] : [])),
  )
}

/** Those that may go are told to the workers with the commit: where the command fails, none of them goes. Answers which. */
export function mailsAgain(ctx: Context, mails: ReadonlyMap<string, NotAgain | null>): string[] {
  const messageIds = [...mails].flatMap(([id, closed]) => (closed ? [] : [id]))
  if (messageIds.length > 0) ctx.emit({ name: mailsAskedAgain, payload: { messageIds } })
  return messageIds
}

/** Mails of a kind that the mail server does not take: one line for each kind and code. */
export function stuckMails(troubles: readonly MailTrouble[]): Omit<StuckView, 'muted'>[] {
  return troubles.map(({ kind, code, count, since, newest }) => ({
    key: ['mail', kind, code].join(' '),
    kind: 'mail' as const,
    cause: causeOfMail(code),
    code,
    shop: null,
    name: kind,
    count,
    capped: count >= mostMails,
    since: since.toISOString(),
    messageId: `mail.${newest}`,
    repair: 'replay' as const,
    href: `/dispatch/messages?look=mail.${newest}`,
  }))
}
