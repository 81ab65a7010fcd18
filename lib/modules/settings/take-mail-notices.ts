import { z } from 'zod'
import { preferencesOf } from '@/lib/modules/settings/preferences'
import { command } from '@/lib/platform/door/use-case'
import type { Locale } from '@/lib/platform/i18n/locales'

const most = 100

export type MailNotice = {
  id: string
  kind: string
  data: Record<string, unknown>
  name: string
  email: string
  locale: Locale
}

/** Notices whose members want them by mail and that none has told of, with where they go and in which language. */
export const takeMailNotices = command({
  name: 'notice.mailable',
  summary: 'Notices that are to be mailed, and to whom',
  // It names members by their addresses: the house's own work, and no right that a role could hold.
  audited: false,
  input: z.strictObject({}),
  async run(ctx): Promise<MailNotice[]> {
    const rows = await ctx.sql<Omit<MailNotice, 'locale'> & { kept: unknown }>(
      `select n.id, n.kind, n.data, m.name, m.email, p.value as kept from notices n
         join members m on m.tenant_id = $1 and m.id = n.member_id
         left join member_preferences p on p.tenant_id = $1 and p.member_id = m.id and p.key = 'rows'
        where n.tenant_id = $1 and n.mail_due and m.disabled_at is null and m.user_id is not null
        order by n.id limit ${most}`,
    )
    return rows.map(({ kept, ...row }) => ({ ...row, locale: preferencesOf({ rows: kept }).locale }))
  },
})

export const markMailed = command({
  name: 'notice.mark-mailed',
  summary: 'Remember which notices a mail has told of',
  audited: false,
  input: z.strictObject({ noticeIds: z.array(z.uuid()).max(most) }),
  async run(ctx, { noticeIds }) {
    await ctx.sql('update notices set mail_due = false where tenant_id = $1 and id = any($2::uuid[])', [noticeIds])
    return {}
  },
})
