import type { Selectable } from 'kysely'
import { invalid, refuse } from '@/lib/kernel/refusal'
import type { CategoryView } from '@/lib/modules/catalog/schema'
import type { DB } from '@/lib/platform/db/schema'
import type { Context } from '@/lib/platform/door/context'

type CategoryRow = Selectable<DB['categories']>

export async function categoryRow(
  ctx: Context,
  categoryId: string,
  mode: 'read' | 'change' = 'read',
): Promise<CategoryRow> {
  const find = ctx.db.selectFrom('categories').selectAll().where('id', '=', categoryId)
  const row = await (mode === 'change' ? find.forUpdate() : find).executeTakeFirst()
  return row ?? refuse('not_found')
}

/** A category named inside an input: an unknown one is that field's fault, not a page that does not exist. */
export async function expectCategory(ctx: Context, categoryId: string, path: string): Promise<void> {
  const found = await ctx.db.selectFrom('categories').select('id').where('id', '=', categoryId).executeTakeFirst()
  if (!found) invalid([{ path, code: 'unknown' }])
}

/** The category and everything below it. `union` ends a loop that two changes at the same moment might have tied. */
export async function categoryTree(ctx: Context, categoryId: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `with recursive tree as (
       select id from categories where tenant_id = $1 and id = $2
       union
       select c.id from categories c join tree t on c.parent_id = t.id where c.tenant_id = $1
     ) select id from tree`,
    [categoryId],
  )
  return rows.map((row) => row.id)
}

export function categoryView(row: CategoryRow): CategoryView {
  return {
    id: row.id,
    parentId: row.parent_id,
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    position: row.position,
    attributes: row.attributes,
    version: row.version,
  }
}
