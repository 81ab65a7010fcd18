import { newId } from '@/lib/kernel/ids'
import type { NoticeKind } from '@/lib/modules/settings/list-shapes'
import { preferencesOf } from '@/lib/modules/settings/preferences'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context, DomainEvent } from '@/lib/platform/door/context'

export type Notice = {
  memberId: string
  kind: NoticeKind
  /** The same thing is told once, however often the job that tells it runs. */
  key: string
  /** Ids, codes and counts for words and links; never personal data. */
  data: Readonly<Record<string, unknown>>
}

const noticesTold = (memberIds: readonly string[]): DomainEvent => ({ name: 'notices.told', payload: { memberIds } })

/** Tells members who work here what they want to be told, where they want it; answers how many notices were new. */
export async function tellMembers(ctx: Context, notices: readonly Notice[]): Promise<number> {
  const ids = [...new Set(notices.map(({ memberId }) => memberId))]
  const members = await ctx.sql<{ id: string; kept: unknown }>(
    `select m.id, p.value as kept from members m
       left join member_preferences p on p.tenant_id = $1 and p.member_id = m.id and p.key = 'notices'
      where m.tenant_id = $1 and m.id = any($2::uuid[]) and m.disabled_at is null`,
    [ids],
  )
  const wishes = new Map(members.map(({ id, kept }) => [id, preferencesOf({ notices: kept }).notices]))
  const wanted = notices.flatMap((notice) => {
    const wish = wishes.get(notice.memberId)?.[notice.kind]
    return wish && (wish.bell || wish.pop || wish.mail) ? [{ ...notice, wish }] : []
  })
  const told = await insertMany<{ member_id: string; mail_due: boolean }>(
    ctx,
    'notices',
    {
      id: ['uuid', wanted.map(() => newId())],
      member_id: ['uuid', wanted.map(({ memberId }) => memberId)],
      kind: ['text', wanted.map(({ kind }) => kind)],
      key: ['text', wanted.map(({ key }) => key)],
      data: ['jsonb', wanted.map(({ data, wish }) => ({ ...data, pop: wish.pop }))],
      created_at: ['timestamptz', wanted.map(() => ctx.now)],
      // Shown in passing only: nothing is left to be read.
      read_at: ['timestamptz', wanted.map(({ wish }) => (wish.bell ? null : ctx.now))],
      mail_due: ['boolean', wanted.map(({ wish }) => wish.mail)],
    },
    'on conflict on constraint notices_key_uq do nothing returning member_id, mail_due',
  )
  if (told.length > 0) ctx.emit(noticesTold([...new Set(told.map(({ member_id }) => member_id))]))
  if (told.some(({ mail_due }) => mail_due)) ctx.emit({ name: 'notices.mail', payload: {} })
  return told.length
}
