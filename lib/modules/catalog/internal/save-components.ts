import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { SkuChange } from '@/lib/modules/catalog/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Draft = {
  readonly id: string
  readonly path: string
  readonly before?: { readonly bundle: boolean; readonly assembled: string } | undefined
  readonly change: SkuChange
  readonly columns: { readonly bundle: boolean; readonly assembled: string }
}
type Known = { id: string; code_key: string; bundle: boolean }

/** Writes what bundles are made of. A component is no bundle, a bundle is no component, and what has been kept in stock becomes none. */
export async function saveComponents(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  await refuseStranded(ctx, drafts)
  const spoken = drafts.flatMap(({ id, path, before, change: { components } }) =>
    components ? [{ id, path, components, isNew: !before?.bundle }] : [],
  )
  if (spoken.length === 0) return
  const bundles = spoken.filter(({ components }) => components.length > 0)
  const keys = bundles.flatMap(({ components }) => components.map((c) => codeKey(c.skuCode)))
  // Locked, in one sequence: whoever makes a component a bundle at this moment waits, and then is told that it is one.
  const rows = await ctx.sql<Known>(
    'select id, code_key, bundle from skus where tenant_id = $1 and code_key = any($2) order by id for no key update',
    [keys],
  )
  const known = new Map(rows.map((row) => [row.code_key, row]))
  const errors = [
    ...bundles.flatMap((bundle) => wrongComponents(bundle, known)),
    ...(await unfit(
      ctx,
      bundles.filter(({ isNew }) => isNew),
    )),
  ]
  if (errors.length > 0) invalid(errors)
  const ids = spoken.map(({ id }) => id)
  await ctx.sql('delete from sku_components where tenant_id = $1 and sku_id = any($2::uuid[])', [ids])
  const lines = bundles.flatMap(({ id, components }) =>
    components.map((c, position) => ({ ...c, id, position, componentId: known.get(codeKey(c.skuCode))?.id })),
  )
  await insertMany(ctx, 'sku_components', {
    sku_id: ['uuid', lines.map((l) => l.id)],
    component_id: ['uuid', lines.map((l) => l.componentId)],
    position: ['int', lines.map((l) => l.position)],
    quantity: ['int', lines.map((l) => l.quantity)],
  })
}

type Bundle = { id: string; path: string; components: NonNullable<SkuChange['components']> }

function wrongComponents({ id, path, components }: Bundle, known: ReadonlyMap<string, Known>): FieldError[] {
  const seen = new Set<string>()
  return components.flatMap(({ skuCode }, i) => {
    const key = codeKey(skuCode)
    const found = known.get(key)
    const code = !found
      ? 'unknown'
      : found.id === id || found.bundle
        ? 'bundle'
        : seen.has(key)
          ? 'duplicate'
          : undefined
    seen.add(key)
    return code ? [{ path: `${path}components.${i}.skuCode`, code }] : []
  })
}

/** Assembled bundles that still lie somewhere, or are waited for, would be out of everybody's reach. */
async function refuseStranded(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const ended = drafts.filter(
    ({ before, columns }) => columns.bundle && columns.assembled === 'never' && before && before.assembled !== 'never',
  )
  if (ended.length === 0) return
  const rows = await ctx.sql<{ id: string }>(
    `select u.id from unnest($2::uuid[]) as u(id)
      where exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = u.id and (b.on_hand <> 0 or b.incoming <> 0))
         or exists (select 1 from stock_demands d where d.tenant_id = $1 and d.sku_id = u.id)`,
    [ended.map(({ id }) => id)],
  )
  const stranded = new Set(rows.map(({ id }) => id))
  const errors = ended
    .filter(({ id }) => stranded.has(id))
    .map(({ path }) => ({ path: `${path}assembled`, code: 'assembled_stock' }))
  if (errors.length > 0) invalid(errors)
}

/** What has stock, or is part of another bundle, cannot be made of others itself. */
async function unfit(ctx: Context, bundles: readonly { id: string; path: string }[]): Promise<FieldError[]> {
  const rows = await ctx.sql<{ id: string; stocked: boolean }>(
    `select u.id, exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = u.id) as stocked
       from unnest($2::uuid[]) as u(id)
      where exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = u.id)
         or exists (select 1 from stock_demands d where d.tenant_id = $1 and d.sku_id = u.id)
         or exists (select 1 from sku_components c where c.tenant_id = $1 and c.component_id = u.id)`,
    [bundles.map((b) => b.id)],
  )
  const paths = new Map(bundles.map((b) => [b.id, b.path]))
  return rows.map((r) => ({
    path: `${paths.get(r.id) ?? ''}components`,
    code: r.stocked ? 'kept_in_stock' : 'is_component',
  }))
}
