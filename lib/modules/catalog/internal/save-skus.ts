import { newId } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { dropAliases, keepAliases } from '@/lib/modules/catalog/internal/keep-aliases'
import { saveComponents } from '@/lib/modules/catalog/internal/save-components'
import { indexProducts } from '@/lib/modules/catalog/internal/search-grams'
import { barcodesOf, columnsOf, type SkuColumns, skuTypes } from '@/lib/modules/catalog/internal/sku-columns'
import type { SkuRow } from '@/lib/modules/catalog/internal/sku-rows'
import { variantErrors } from '@/lib/modules/catalog/internal/variants'
import type { Option, SkuChange } from '@/lib/modules/catalog/schema'
import { type Column, insertMany } from '@/lib/platform/db/bulk'
import { orTaken } from '@/lib/platform/db/taken'
import type { Context } from '@/lib/platform/door/context'

/** A product's list of variants must stay one page a person can look through, and one form. */
const mostSkus = 500

type Product = { id: string; name: string; options: readonly Option[] }
/** `path` is where the input stands, such as `skus.0.`; `before` is absent for a new SKU. */
export type SkuItem = { path: string; before?: SkuRow | undefined; change: SkuChange }
type Draft = SkuItem & { id: string; columns: SkuColumns; position: number }

/**
 * Writes new and changed SKUs of one product: `kept` are the ones nobody speaks of now, but which must still fit its
 * options. Everything wrong is told at once, before anything is written; then codes and barcodes are claimed.
 */
export async function saveSkus(
  ctx: Context,
  product: Product,
  kept: readonly SkuRow[],
  items: readonly SkuItem[],
): Promise<void> {
  const errors: FieldError[] = []
  const last = Math.max(-1, ...kept.map((s) => s.position), ...items.map((i) => i.before?.position ?? -1))
  let added = 0
  const drafts = items.map((item): Draft => {
    const base = { before: item.before, productName: product.name, currency: ctx.tenant.currency }
    const columns = columnsOf(item.change, base, item.path, errors)
    const { id, position } = item.before ?? { id: newId(), position: last + ++added }
    return { ...item, id, columns, position }
  })
  if (kept.length + drafts.length > mostSkus) errors.push({ path: 'skus', code: 'too_big' })
  errors.push(...misfits(product.options, kept, drafts), ...(await takenCodes(ctx, drafts)))
  if (errors.length > 0) invalid(errors)

  await orTaken({ skus_code_key_uq: `${drafts[0]?.path ?? ''}code` }, () => write(ctx, product.id, drafts))
  // Who goes by a code is meant by it; what a SKU was called before still finds it.
  const called = drafts.filter(({ columns }) => columns.status === 'active')
  await dropAliases(
    ctx,
    called.map(({ columns }) => columns.code_key),
  )
  const renamed = drafts.flatMap(({ id, before, columns }) =>
    before && before.code_key !== columns.code_key ? [{ skuId: id, code: before.code, codeKey: before.code_key }] : [],
  )
  await keepAliases(ctx, renamed, 'renamed')
  await saveBarcodes(ctx, drafts)
  await saveComponents(ctx, drafts)
  await indexProducts(ctx, [product.id])
  for (const { id } of drafts) ctx.touch('sku', id)
  // Order lines that wait for a code look again when they hear it.
  tell(
    ctx,
    'sku.created',
    drafts.filter(({ before }) => !before),
  )
  tell(
    ctx,
    'sku.coded',
    drafts.filter(({ before, columns }) => before && before.code_key !== columns.code_key),
  )
}

function misfits(options: readonly Option[], kept: readonly SkuRow[], drafts: readonly Draft[]): FieldError[] {
  const resting = kept
    .filter((sku) => sku.status === 'active')
    .map((sku) => ({ path: '', optionValues: sku.option_values }))
  const spoken = drafts
    .filter(({ columns }) => columns.status === 'active')
    .map(({ path, columns }) => ({ path: `${path}optionValues`, optionValues: columns.option_values }))
  // Told once, at the options: the SKU that no longer fits is not part of the input.
  const stale = variantErrors(options, resting).length > 0
  return stale ? [{ path: 'options', code: 'value_in_use' }] : variantErrors(options, [...resting, ...spoken])
}

async function takenCodes(ctx: Context, drafts: readonly Draft[]): Promise<FieldError[]> {
  const keys = drafts.map(({ columns }) => columns.code_key)
  const rows = await ctx.sql<{ id: string; code_key: string }>(
    'select id, code_key from skus where tenant_id = $1 and code_key = any($2)',
    [keys],
  )
  const owners = new Map(rows.map((row) => [row.code_key, row.id]))
  return drafts.flatMap(({ id, path, columns }, at) => {
    const owner = owners.get(columns.code_key)
    const taken = (owner !== undefined && owner !== id) || keys.indexOf(columns.code_key) < at
    return taken ? [{ path: `${path}code`, code: 'taken' }] : []
  })
}

async function write(ctx: Context, productId: string, drafts: readonly Draft[]): Promise<void> {
  const made = drafts.filter(({ before }) => !before)
  await insertMany(
    ctx,
    'skus',
    {
      ...columnsFor(made),
      product_id: ['uuid', made.map(() => productId)],
      created_at: ['timestamptz', made.map(() => ctx.now)],
      updated_at: ['timestamptz', made.map(() => ctx.now)],
    },
    'returning id',
  )
  const changed = drafts.filter(({ before }) => before)
  if (changed.length === 0) return
  const names = Object.keys(skuTypes)
  const columns = Object.entries(columnsFor(changed))
  await ctx.sql(
    `update skus s set ${names.map((n) => `${n} = u.${n}`).join(', ')}, updated_at = $2, version = s.version + 1
     from unnest(${columns.map(([, [type]], i) => `$${i + 3}::${type}[]`).join(', ')}) as u(${columns.map(([n]) => n).join(', ')})
     where s.tenant_id = $1 and s.id = u.id`,
    [ctx.now, ...columns.map(([, [type, list]]) => (type === 'jsonb' ? list.map((v) => JSON.stringify(v)) : list))],
  )
}

function columnsFor(drafts: readonly Draft[]): Record<string, Column> {
  const own = Object.entries(skuTypes).map(([name, type]): [string, Column] => {
    const values = drafts.map(({ columns }) => columns[name as keyof SkuColumns])
    return [name, [type, values]]
  })
  return {
    ...Object.fromEntries(own),
    id: ['uuid', drafts.map(({ id }) => id)],
    position: ['int', drafts.map(({ position }) => position)],
  }
}

async function saveBarcodes(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const spoken = drafts.flatMap((draft) => {
    const barcodes = barcodesOf(draft.change)
    return barcodes ? [{ ...draft, barcodes }] : []
  })
  await ctx.sql('delete from sku_barcodes where tenant_id = $1 and sku_id = any($2::uuid[])', [
    spoken.map(({ id }) => id),
  ])
  const wanted = spoken.flatMap(({ id, path, barcodes, change }) =>
    barcodes.map((barcode) => ({ id, barcode, path: `${path}${barcode === change.barcode ? 'barcode' : 'barcodes'}` })),
  )
  const written = await insertMany<{ barcode: string; sku_id: string }>(
    ctx,
    'sku_barcodes',
    { barcode: ['text', wanted.map(({ barcode }) => barcode)], sku_id: ['uuid', wanted.map(({ id }) => id)] },
    'on conflict do nothing returning barcode, sku_id',
  )
  const owner = new Map(written.map((row) => [row.barcode, row.sku_id]))
  const taken = wanted.filter(({ id, barcode }) => owner.get(barcode) !== id)
  if (taken.length > 0) invalid(taken.map(({ path }) => ({ path, code: 'taken' })))
}

function tell(ctx: Context, name: string, drafts: readonly Draft[]): void {
  if (drafts.length > 0) ctx.emit({ name, payload: { codes: drafts.map(({ columns }) => columns.code_key) } })
}
