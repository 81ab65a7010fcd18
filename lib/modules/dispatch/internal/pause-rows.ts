import type { PauseView } from '@/lib/modules/dispatch/schema'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

/** What is held is counted up to here. */
const most = 5000

type Row = {
  kind: PauseView['kind']
  key: string
  name: string
  at: Date
  by_name: string
  words: Buffer
  held: number
}

export function pauseAad(kind: string, key: string): string {
  return wordsAad('job_pauses', kind, key)
}

/** Who sees some shops only sees the pauses of those shops. */
export async function pausesOf(ctx: Context): Promise<PauseView[]> {
  const rows = await ctx.sql<Row>(
    `select p.kind, p.key, coalesce(s.name, p.key) as name, p.at, p.by_name, p.words,
            (select count(*)::int from (select 1 from queue_jobs j where j.tenant_id = $1 and j.state = 'held'
                and case p.kind when 'queue' then j.queue = p.key when 'job' then j.name = p.key else j.shop_id::text = p.key end limit ${most}) h) as held
       from job_pauses p left join shops s on s.tenant_id = $1 and p.kind = 'shop' and s.id::text = p.key
      where p.tenant_id = $1 and ($2::uuid[] is null or (p.kind = 'shop' and s.id = any($2::uuid[]))) order by p.at desc`,
    [ctx.actor.scope.shopIds],
  )
  const crypt = rows.length > 0 ? await ctx.crypt() : null
  return rows.map(({ kind, key, name, at, by_name, words, held }) => ({
    kind,
    key,
    name,
    at: at.toISOString(),
    by: by_name,
    reason: crypt ? openWords(crypt, pauseAad(kind, key), words, '') : '',
    held,
  }))
}
