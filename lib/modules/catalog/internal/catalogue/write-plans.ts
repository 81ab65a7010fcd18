import { refuse } from '@/lib/kernel/refusal'
import type { Plan, SkuPlan } from '@/lib/modules/catalog/internal/catalogue/entry'
import { dropAliases } from '@/lib/modules/catalog/internal/keep-aliases'
import { indexProducts } from '@/lib/modules/catalog/internal/search-grams'
import { type SkuColumns, skuTypes } from '@/lib/modules/catalog/internal/sku-columns'
import { type Column, insertMany } from '@/lib/platform/db/bulk'
import { sqlState } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

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

/** Writes what was planned for a page of entries, a statement for each table and way. */
export async function writePlans(ctx: Context, plans: readonly Plan[]): Promise<void> {
  const touched = plans.filter((plan) => plan.productChanged || plan.skus.some((sku) => sku.changed))
  if (touched.length === 0) return
  const skus = touched.flatMap(({ productId, skus: all }) =>
    all.filter((sku) => sku.changed).map((sku) => ({ ...sku, productId })),
  )
  try {
    await insertProducts(
      ctx,
      touched.filter(({ before }) => !before),
    )
    await updateProducts(
      ctx,
      touched.filter(({ before }) => before),
    )
    await insertSkus(
      ctx,
      skus.filter(({ before }) => !before),
    )
    await updateSkus(
      ctx,
      skus.filter(({ before }) => before),
    )
    await dropAliases(
      ctx,
      skus.filter(({ columns }) => columns.status === 'active').map(({ columns }) => columns.code_key),
    )
    await writeBarcodes(ctx, skus)
  } catch (e) {
    // Somebody took a code in this very moment: the page is planned again and finds it taken.
    if (sqlState(e) === '23505') refuse('unavailable')
    throw e
  }
  await indexProducts(
    ctx,
    touched.map(({ productId }) => productId),
  )
  const made = skus.filter(({ before }) => !before)
  // Order lines that wait for a code look again when they hear it.
  if (made.length > 0)
    ctx.emit({ name: 'sku.created', payload: { codes: made.map(({ columns }) => columns.code_key) } })
}

function productColumns(plans: readonly Plan[]): Record<string, Column> {
  const own = Object.entries(productTypes).map(([name, type]): [string, Column] => [
    name,
    [type, plans.map(({ columns }) => columns[name as keyof typeof productTypes])],
  ])
  return { id: ['uuid', plans.map(({ productId }) => productId)], ...Object.fromEntries(own) }
}

async function insertProducts(ctx: Context, plans: readonly Plan[]): Promise<void> {
  await insertMany(
    ctx,
    'products',
    {
      ...productColumns(plans),
      created_at: ['timestamptz', plans.map(() => ctx.now)],
      updated_at: ['timestamptz', plans.map(() => ctx.now)],
    },
    'returning id',
  )
}

/** Every change of a product or of one of its SKUs moves the product's version, since they are edited as one. */
async function updateProducts(ctx: Context, plans: readonly Plan[]): Promise<void> {
  await updateMany(ctx, 'products', productColumns(plans))
}

function skuColumnsOf(skus: readonly SkuPlan[]): Record<string, Column> {
  const own = Object.entries(skuTypes).map(([name, type]): [string, Column] => [
    name,
    [type, skus.map(({ columns }) => columns[name as keyof SkuColumns])],
  ])
  return {
    id: ['uuid', skus.map(({ id }) => id)],
    ...Object.fromEntries(own),
    position: ['int', skus.map(({ position }) => position)],
  }
}

async function insertSkus(ctx: Context, skus: readonly (SkuPlan & { productId: string })[]): Promise<void> {
  await insertMany(
    ctx,
    'skus',
    {
      ...skuColumnsOf(skus),
      product_id: ['uuid', skus.map(({ productId }) => productId)],
      created_at: ['timestamptz', skus.map(() => ctx.now)],
      updated_at: ['timestamptz', skus.map(() => ctx.now)],
    },
    'returning id',
  )
}

async function updateSkus(ctx: Context, skus: readonly SkuPlan[]): Promise<void> {
  await updateMany(ctx, 'skus', skuColumnsOf(skus))
}

async function updateMany(
  ctx: Context,
  table: 'products' | 'skus',
  columns: Readonly<Record<string, Column>>,
): Promise<void> {
  const all = Object.entries(columns)
  if (columns.id?.[1].length === 0) return
  const set = all.filter(([name]) => name !== 'id').map(([name]) => `${name} = u.${name}`)
  await ctx.sql(
    `update ${table} t set ${set.join(', ')}, updated_at = $2, version = t.version + 1
       from unnest(${all.map(([, [type]], i) => `$${i + 3}::${type}[]`).join(', ')}) as u(${all.map(([name]) => name).join(', ')})
      where t.tenant_id = $1 and t.id = u.id`,
    [ctx.now, ...all.map(([, [type, list]]) => (type === 'jsonb' ? list.map((v) => JSON.stringify(v)) : list))],
  )
}

async function writeBarcodes(ctx: Context, skus: readonly SkuPlan[]): Promise<void> {
  const spoken = skus.filter(({ barcodes }) => barcodes !== undefined)
  await ctx.sql('delete from sku_barcodes where tenant_id = $1 and sku_id = any($2::uuid[])', [
    spoken.map(({ id }) => id),
  ])
  const rows = spoken.flatMap(({ id, barcodes = [] }) => barcodes.map((barcode) => ({ id, barcode })))
  await insertMany(
    ctx,
    'sku_barcodes',
    { barcode: ['text', rows.map((r) => r.barcode)], sku_id: ['uuid', rows.map((r) => r.id)] },
    'returning barcode',
  )
}
