import { z } from 'zod'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { wordsAad } from '@/lib/platform/words'

const batch = 1000

type Place = {
  table: string
  clear: 'reason' | 'note'
  key: Readonly<Record<string, 'uuid' | 'int' | 'text'>>
  left: string
}

/** `left`: the predicate of the table's index on what is left, word for word. */
const places: readonly Place[] = [
  {
    table: 'order_events',
    clear: 'reason',
    key: { order_id: 'uuid', seq: 'int' },
    left: `words is null and actor_kind <> 'system' and reason not in ('', 'member', 'key', 'channel', 'cancelled', 'approved', 'mapped',
             'shipped_elsewhere', 'lines_changed', 'stock_lost', 'tracking', 'short', 'part')`,
  },
  {
    table: 'order_holds',
    clear: 'note',
    key: { order_id: 'uuid', code: 'text' },
    left: `words is null and note not in ('', 'lines_changed')`,
  },
  { table: 'stock_movements', clear: 'note', key: { id: 'uuid' }, left: `words is null and note <> ''` },
  { table: 'stock_adjustments', clear: 'reason', key: { id: 'uuid' }, left: `words is null and reason <> ''` },
  {
    table: 'rule_versions',
    clear: 'note',
    key: { kind: 'text', version: 'int' },
    left: `words is null and note <> ''`,
  },
]

/** Seals what people typed before texts were sealed; ever after it finds five empty indexes. */
export const sealWords = command({
  name: 'words.seal',
  summary: 'Seal reasons and notes that older versions kept in clear',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    for (const place of places) {
      const sealed = await sealSome(ctx, place)
      if (sealed > 0) return { more: true, sealed }
    }
    return { more: false, sealed: 0 }
  },
})

async function sealSome(ctx: Context, { table, clear, key, left }: Place): Promise<number> {
  const names = Object.keys(key)
  const rows = await ctx.sql<Record<string, string | number> & { clear: string }>(
    `select ${names.join(', ')}, ${clear} as clear from ${table} where tenant_id = $1 and ${left}
      order by ${names.join(', ')} limit ${batch}`,
  )
  if (rows.length === 0) return 0
  const crypt = await ctx.crypt()
  const arrays = Object.values(key).map((type, i) => `$${i + 3}::${type}[]`)
  await ctx.sql(
    `update ${table} t set ${clear} = '', words = decode(u.words, 'base64')
       from unnest($2::text[], ${arrays.join(', ')}) as u(words, ${names.join(', ')})
      where t.tenant_id = $1 and t.words is null and ${names.map((n) => `t.${n} = u.${n}`).join(' and ')}`,
    [
      rows.map((row) => crypt.seal(wordsAad(table, ...names.map((n) => row[n] ?? '')), row.clear).toString('base64')),
      ...names.map((n) => rows.map((row) => row[n])),
    ],
  )
  return rows.length
}
