import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import type { FieldError } from '@/lib/kernel/refusal'
import { categoryFields } from '@/lib/modules/catalog/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export const categoryEntry = z.strictObject({
  ...categoryFields,
  nameEn: categoryFields.nameEn.optional(),
  position: categoryFields.position.optional(),
  /** Code of the category it lies below. */
  parentCode: categoryFields.code.optional(),
})
export type CategoryEntry = z.output<typeof categoryEntry>

type Row = {
  id: string
  parent_id: string | null
  code: string
  name_zh: string
  name_en: string
  position: number
  version: number
}

type Saved = {
  outcome: 'created' | 'updated' | 'unchanged' | 'rejected'
  errors: FieldError[]
  effects: { type: 'category'; id: string; before?: unknown; version: number }[]
}

export async function judgeCategories(ctx: Context, entries: readonly CategoryEntry[]): Promise<FieldError[][]> {
  return (await plan(ctx, entries)).map(({ errors }) => errors)
}

/** Makes and changes many categories; one statement for each way. */
export async function saveCategories(ctx: Context, entries: readonly CategoryEntry[]): Promise<Saved[]> {
  const plans = await plan(ctx, entries)
  const good = plans.filter((p) => p.errors.length === 0 && p.changed)
  // Parents first: a category never points at one that is not written yet.
  const made = good.filter((p) => !p.before).sort((a, b) => a.depth - b.depth)
  await insertMany(
    ctx,
    'categories',
    {
      id: ['uuid', made.map((p) => p.row.id)],
      parent_id: ['uuid', made.map((p) => p.row.parent_id)],
      code: ['text', made.map((p) => p.row.code)],
      name_zh: ['text', made.map((p) => p.row.name_zh)],
      name_en: ['text', made.map((p) => p.row.name_en)],
      position: ['int', made.map((p) => p.row.position)],
    },
    'returning id',
  )
  const kept = good.filter((p) => p.before)
  await ctx.sql(
    `update categories c set parent_id = u.parent_id, name_zh = u.name_zh, name_en = u.name_en, position = u.position, version = c.version + 1
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[]) as u(id, parent_id, name_zh, name_en, position)
      where c.tenant_id = $1 and c.id = u.id`,
    [
      kept.map((p) => p.row.id),
      kept.map((p) => p.row.parent_id),
      kept.map((p) => p.row.name_zh),
      kept.map((p) => p.row.name_en),
      kept.map((p) => p.row.position),
    ],
  )
  return plans.map(({ row, before, errors, changed }) => ({
    outcome: errors.length > 0 ? 'rejected' : !changed ? 'unchanged' : before ? 'updated' : 'created',
    errors,
    effects:
      errors.length === 0 && changed
        ? [{ type: 'category', id: row.id, version: (before?.version ?? 0) + 1, ...(before && { before }) }]
        : [],
  }))
}

type Plan = { row: Row; before: Row | undefined; changed: boolean; depth: number; errors: FieldError[] }

async function plan(ctx: Context, entries: readonly CategoryEntry[]): Promise<Plan[]> {
  // A tree is small, and a loop can close anywhere in it: all of it is read.
  const known = await ctx.sql<Row>(
    'select id, parent_id, code, name_zh, name_en, position, version from categories where tenant_id = $1',
  )
  const byCode = new Map(known.map((row) => [row.code, row]))
  const ids = new Map(known.map((row) => [row.code, row.id]))
  for (const { code } of entries) if (!ids.has(code)) ids.set(code, newId())
  const parents = new Map(known.map((row) => [row.id, row.parent_id]))
  const seen = new Set<string>()
  const plans = entries.map((entry): Plan => {
    const before = byCode.get(entry.code)
    const errors: FieldError[] = []
    if (seen.has(entry.code)) errors.push({ path: 'code', code: 'duplicate' })
    seen.add(entry.code)
    const parentId = entry.parentCode ? ids.get(entry.parentCode) : before?.parent_id
    if (entry.parentCode && !parentId) errors.push({ path: 'parentCode', code: 'unknown' })
    const row: Row = {
      id: ids.get(entry.code) ?? newId(),
      parent_id: parentId ?? null,
      code: entry.code,
      name_zh: entry.nameZh,
      name_en: entry.nameEn ?? before?.name_en ?? '',
      position: entry.position ?? before?.position ?? 0,
      version: before?.version ?? 0,
    }
    parents.set(row.id, row.parent_id)
    const changed = !before || (Object.keys(row) as (keyof Row)[]).some((key) => row[key] !== before[key])
    return { row, before, changed, depth: 0, errors }
  })
  for (const p of plans) {
    const above = new Set<string>([p.row.id])
    for (let at = p.row.parent_id; at; at = parents.get(at) ?? null) {
      if (above.has(at)) {
        p.errors.push({ path: 'parentCode', code: 'cycle' })
        break
      }
      above.add(at)
    }
    p.depth = above.size
  }
  // What hangs below a new category that stays out would hang in the air.
  const out = new Set(plans.filter((p) => p.errors.length > 0 && !p.before).map((p) => p.row.id))
  for (let found = true; found; ) {
    found = false
    for (const p of plans) {
      if (p.errors.length > 0 || !p.row.parent_id || !out.has(p.row.parent_id)) continue
      p.errors.push({ path: 'parentCode', code: 'unknown' })
      if (!p.before) out.add(p.row.id)
      found = true
    }
  }
  return plans
}
