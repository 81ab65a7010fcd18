import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { versionAad } from '@/lib/modules/rules/internal/publish'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import type { VersionView } from '@/lib/modules/rules/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'
import { openWords } from '@/lib/platform/words'

type Row = {
  version: number
  note: string
  words: Buffer | null
  from_version: number | null
  published_at: Date
  published_by: string
  rules: number
  live: boolean
}

export const listVersions = query({
  name: 'rule.versions',
  summary: 'What was ever published of the rules of one kind, newest first',
  http: { method: 'GET', path: '/rules/{kind}/versions' },
  input: z.strictObject({ kind: kindField, ...pageFields }),
  async run(ctx, { kind: asked, limit, cursor }) {
    const kind = kindOf(asked)
    const before = cursor ? decodeCursor(cursor, z.tuple([z.int()]))[0] : null
    const rows = await ctx.sql<Row>(
      `select v.version, v.note, v.words, v.from_version, v.published_at, v.published_by, jsonb_array_length(v.rules) as rules,
              v.version = s.live_version as live
         from rule_versions v join rule_sets s on s.tenant_id = $1 and s.kind = v.kind
        where v.tenant_id = $1 and v.kind = $2 and ($3::int is null or v.version < $3) order by v.version desc limit $4`,
      [kind, before, limit + 1],
      'rule-versions',
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (row): VersionView => ({
        version: row.version,
        note: openWords(crypt, versionAad(kind, row.version), row.words, row.note),
        fromVersion: row.from_version,
        publishedAt: row.published_at.toISOString(),
        publishedBy: row.published_by,
        rules: row.rules,
        live: row.live,
      }),
      (row) => encodeCursor([row.version]),
    )
  },
})
