import { refuse } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type BlacklistRow = {
  id: string
  kind: 'phone' | 'name'
  masked: string
  words: Buffer
  actor: string
  created_at: Date
}

export const blacklistColumns = 'b.id, b.kind, b.masked, b.words, b.actor, b.created_at'

export function blacklistAad(id: string): string {
  return `blacklist|body|${id}`
}

export const blacklistView = (crypt: TenantCrypt, row: BlacklistRow) => ({
  id: row.id,
  kind: row.kind,
  masked: row.masked,
  reason: openWords(crypt, wordsAad('blacklist', row.id), row.words, ''),
  actor: row.actor,
  createdAt: row.created_at.toISOString(),
})

export async function blacklistRow(ctx: Context, entryId: string): Promise<BlacklistRow> {
  const [row] = await ctx.sql<BlacklistRow>(
    `select ${blacklistColumns} from blacklist b where b.tenant_id = $1 and b.id = $2`,
    [entryId],
  )
  return row ?? refuse('not_found')
}
