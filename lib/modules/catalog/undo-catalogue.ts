import type { FieldError } from '@/lib/kernel/refusal'
import { forgetImages } from '@/lib/modules/catalog/internal/keep-image'
import { indexProducts } from '@/lib/modules/catalog/internal/search-grams'
import { skuTypes } from '@/lib/modules/catalog/internal/sku-columns'
import { deleteSkus, skusWithHistory } from '@/lib/modules/catalog/internal/sku-history'
import type { SkuRow } from '@/lib/modules/catalog/internal/sku-rows'
import { dropMarks, noted } from '@/lib/modules/settings/marks'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

/** What an import made (no `before`) or changed, and the version it left. */
export type Undone = { type: string; id: string; before: Record<string, unknown> | null; version: number | null }

const tables = { product: 'products', sku: 'skus', category: 'categories' } as const
type Type = keyof typeof tables

/** What the same import made, on whatever page: it goes with the rest and is in nobody's way. */
export type Own = { readonly categories: readonly string[]; readonly products: readonly string[] }

/** What stands in the way of taking these back: changed since by somebody else, or something depends on it. Codes of the things, for people. */
export async function undoBlockers(ctx: Context, effects: readonly Undone[], own: Own): Promise<FieldError[]> {
  const errors: FieldError[] = []
  for (const type of Object.keys(tables) as Type[]) {
    const mine = effects.filter((effect) => effect.type === type)
    const rows = await ctx.sql<{ id: string; code: string; version: number }>(
      `select id, code, version from ${tables[type]} where tenant_id = $1 and id = any($2::uuid[])`,
      [mine.map(({ id }) => id)],
    )
    const now = new Map(rows.map((row) => [row.id, row]))
    for (const { id, version } of mine) {
      const row = now.get(id)
      if (row && row.version !== version) errors.push({ path: row.code || id, code: 'changed_since' })
    }
  }
  const made = effects.filter(({ type, before }) => type === 'sku' && !before).map(({ id }) => id)
  const skus = await ctx.sql<SkuRow>('select * from skus where tenant_id = $1 and id = any($2::uuid[])', [made])
  const used = await skusWithHistory(ctx, skus)
  for (const sku of skus) if (used.has(sku.id)) errors.push({ path: sku.code, code: 'has_history' })
  const categories = effects.filter(({ type, before }) => type === 'category' && !before).map(({ id }) => id)
  const held = await ctx.sql<{ code: string }>(
    `select c.code from categories c where c.tenant_id = $1 and c.id = any($2::uuid[])
        and (exists (select 1 from products p where p.tenant_id = $1 and p.category_id = c.id and p.id <> all($4::uuid[]))
          or exists (select 1 from categories x where x.tenant_id = $1 and x.parent_id = c.id and x.id <> all($3::uuid[])))`,
    [categories, own.categories, own.products],
  )
  const products = effects.filter(({ type, before }) => type === 'product' && !before).map(({ id }) => id)
  const worked = await ctx.sql<{ code: string }>(
    `select p.code from products p where p.tenant_id = $1 and p.id = any($2::uuid[])
        and (exists (select 1 from product_images i where i.tenant_id = $1 and i.product_id = p.id) or ${noted('product', 'p.id')})`,
    [products],
  )
  for (const { code } of [...held, ...worked]) errors.push({ path: code, code: 'has_history' })
  return [...errors, ...(await lostBarcodes(ctx, effects))]
}

/** Barcodes that would come back and are somebody else's by now. */
async function lostBarcodes(ctx: Context, effects: readonly Undone[]): Promise<FieldError[]> {
  const changed = effects.filter(({ type, before }) => type === 'sku' && before)
  const rows = changed.flatMap(({ id, before }) =>
    ((before?.barcodes ?? []) as string[]).map((barcode) => ({ id, barcode })),
  )
  const taken = await ctx.sql<{ code: string }>(
    `select distinct s.code from unnest($2::uuid[], $3::text[]) as u(sku_id, barcode)
       join sku_barcodes b on b.tenant_id = $1 and b.barcode = u.barcode and b.sku_id <> all($4::uuid[])
       join skus s on s.tenant_id = $1 and s.id = u.sku_id`,
    [rows.map(({ id }) => id), rows.map(({ barcode }) => barcode), changed.map(({ id }) => id)],
  )
  return taken.map(({ code }) => ({ path: code, code: 'taken' }))
}

/** Puts back what was changed and removes what was made. The caller has asked `undoBlockers` in the same transaction. */
export async function undoCatalogue(ctx: Context, effects: readonly Undone[]): Promise<void> {
  const of = (type: Type, made: boolean) => effects.filter((e) => e.type === type && (e.before === null) === made)
  const blocked = { path: 'importId', code: 'has_history' }
  await deleteSkus(
    ctx,
    of('sku', true).map(({ id }) => id),
    blocked,
  )
  await restore(ctx, 'skus', skuTypes, of('sku', false))
  await restoreBarcodes(ctx, of('sku', false))
  const pictures = effects.filter(({ type }) => type === 'image').map(({ id }) => id)
  await ctx.sql('delete from product_images where tenant_id = $1 and id = any($2::uuid[])', [pictures])
  forgetImages(ctx, pictures)
  const gone = of('product', true).map(({ id }) => id)
  await dropMarks(ctx, 'product', gone)
  await ctx.sql('delete from product_grams where tenant_id = $1 and product_id = any($2::uuid[])', [gone])
  await ctx.sql('delete from products where tenant_id = $1 and id = any($2::uuid[])', [gone])
  const products = of('product', false)
  await restore(ctx, 'products', productTypes, products)
  await indexProducts(
    ctx,
    products.map(({ id }) => id),
  )
  const categories = of('category', true).map(({ id }) => id)
  // Their children of this import stand on pages that come later.
  await ctx.sql('update categories set parent_id = null where tenant_id = $1 and parent_id = any($2::uuid[])', [
    categories,
  ])
  await ctx.sql('delete from categories where tenant_id = $1 and id = any($2::uuid[])', [categories])
  await restore(ctx, 'categories', categoryTypes, of('category', false))
}

const productTypes = {
  code: 'text',
  code_key: 'text',
  name: 'text',
  name_en: 'text',
  category_id: 'uuid',
  brand: 'text',
  description: 'text',
  status: 'text',
  options: 'jsonb',
  attributes: 'jsonb',
} as const
const categoryTypes = { parent_id: 'uuid', name_zh: 'text', name_en: 'text', position: 'int' } as const

async function restore(
  ctx: Context,
  table: string,
  types: Readonly<Record<string, string>>,
  effects: readonly Undone[],
): Promise<void> {
  if (effects.length === 0) return
  const names = Object.keys(types)
  const lists = names.map((name) =>
    effects.map(({ before }) => (types[name] === 'jsonb' ? JSON.stringify(before?.[name]) : (before?.[name] ?? null))),
  )
  await ctx.sql(
    `update ${table} t set ${names.map((name) => `${name} = u.${name}`).join(', ')}, version = t.version + 1
       from unnest($2::uuid[], ${names.map((name, i) => `$${i + 3}::${types[name]}[]`).join(', ')}) as u(id, ${names.join(', ')})
      where t.tenant_id = $1 and t.id = u.id`,
    [effects.map(({ id }) => id), ...lists],
  )
}

async function restoreBarcodes(ctx: Context, skus: readonly Undone[]): Promise<void> {
  await ctx.sql('delete from sku_barcodes where tenant_id = $1 and sku_id = any($2::uuid[])', [
    skus.map(({ id }) => id),
  ])
  const rows = skus.flatMap(({ id, before }) =>
    ((before?.barcodes ?? []) as string[]).map((barcode) => ({ id, barcode })),
  )
  await insertMany(ctx, 'sku_barcodes', {
    barcode: ['text', rows.map((r) => r.barcode)],
    sku_id: ['uuid', rows.map((r) => r.id)],
  })
}
