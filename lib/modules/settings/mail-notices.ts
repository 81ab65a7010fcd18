import { markMailed, takeMailNotices } from '@/lib/modules/settings/take-mail-notices'
import { inAuth } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { noticeWordsIn } from '@/lib/platform/i18n/notice-words-in'
import { queueMail } from '@/lib/platform/mail/queue-mail'

/** One mail for each notice that its member wants by mail, under the notice's own id: two at work at once, or a crash in between, tell once. */
export async function mailNotices(system: Actor): Promise<void> {
  for (;;) {
    const notices = await run(takeMailNotices, system, {})
    if (notices.length === 0) return
    await inAuth(async (client) => {
      for (const { id, kind, data, name, email, locale } of notices) {
        const { text, href } = noticeWordsIn(locale, { kind, data })
        const url = `${env().PUBLIC_URL}${href ?? '/dashboard'}`
        const values = { name, company: system.tenant.name, text, url, settings: `${env().PUBLIC_URL}/account/notices` }
        await queueMail(client, { kind: 'notice', to: email, locale, values }, { id, tenantId: system.tenantId })
      }
    })
    await run(markMailed, system, { noticeIds: notices.map(({ id }) => id) })
  }
}
