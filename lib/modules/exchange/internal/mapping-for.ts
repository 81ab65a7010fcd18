import { fold } from '@/lib/kernel/text'
import { columnsOf } from '@/lib/modules/exchange/import-columns'
import { headingOf } from '@/lib/modules/exchange/internal/export-cells'
import { headerKey } from '@/lib/modules/exchange/internal/header-key'
import { synonyms } from '@/lib/modules/exchange/internal/synonyms'
import type { ImportKind, ImportMapping } from '@/lib/modules/exchange/schema'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'

export type Proposal = { mapping: ImportMapping; remembered: boolean; complete: boolean }

/** What the headings of a file mean: as this company said before, else by what such columns are usually called. */
export async function mappingFor(actor: Actor, kind: ImportKind, header: readonly string[]): Promise<Proposal> {
  const known = await inTenant(actor.tenantId, 'read', async (client) => {
    const { rows } = await client.query<{ mapping: ImportMapping }>(
      'select mapping from import_mappings where tenant_id = $1 and kind = $2 and header_key = $3',
      [actor.tenantId, kind, headerKey(header)],
    )
    return rows[0]?.mapping
  })
  const mapping = known ?? propose(kind, header)
  const complete = columnsOf(kind).required.every((column) => mapping[column] !== undefined)
  return { mapping, remembered: known !== undefined, complete }
}

/** Columns in their own sequence choose among the headings; each heading is given once. */
export function propose(kind: ImportKind, header: readonly string[]): ImportMapping {
  const spelled = (text: string) => fold(text).replace(/[\s_（）()-]+/g, '')
  const free = new Map(
    header.filter((h) => h !== '' && !h.startsWith('#')).map((heading) => [spelled(heading), heading]),
  )
  const { all, required } = columnsOf(kind)
  const mapping: ImportMapping = {}
  const take = (column: string, names: readonly string[]) => {
    if (mapping[column] !== undefined) return
    const key = names.map(spelled).find((name) => free.has(name))
    if (key === undefined) return
    mapping[column] = free.get(key) ?? ''
    free.delete(key)
  }
  // Our own names and headings, so that what was exported comes in again as it went out.
  for (const column of all) take(column, [column, headingOf(column, 'zh-CN'), headingOf(column, 'en')])
  // What must be there may choose first.
  for (const column of [...required, ...all]) take(column, synonyms[column] ?? [])
  return mapping
}
