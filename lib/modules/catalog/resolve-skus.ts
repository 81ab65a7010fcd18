import type { Context } from '@/lib/platform/door/context'

export type ResolvedSku = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly listPriceMinor: bigint
  readonly costHintMinor: bigint | null
  readonly currency: string
  readonly status: 'active' | 'archived'
  readonly bundle: boolean
}

const columns = `id, code, code_key as "codeKey", name, list_price_minor as "listPriceMinor", cost_hint_minor as "costHintMinor", currency, status, bundle`

/** The SKUs behind keys made by `codeKey`, in one statement; unknown keys are absent. Archived ones are found too: who asks decides. */
export async function skusByCode(ctx: Context, codeKeys: readonly string[]): Promise<Map<string, ResolvedSku>> {
  if (codeKeys.length === 0) return new Map()
  const rows = await ctx.sql<ResolvedSku & { codeKey: string }>(
    `select ${columns} from skus where tenant_id = $1 and code_key = any($2)`,
    [[...new Set(codeKeys)]],
    'skus-by-code',
  )
  return new Map(rows.map(({ codeKey, ...sku }) => [codeKey, sku]))
}

/** The same by id, for whoever kept the id. */
export async function skusById(ctx: Context, ids: readonly string[]): Promise<Map<string, ResolvedSku>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<ResolvedSku & { codeKey: string }>(
    `select ${columns} from skus where tenant_id = $1 and id = any($2::uuid[])`,
    [[...new Set(ids)]],
    'skus-by-id',
  )
  return new Map(rows.map(({ codeKey: _, ...sku }) => [sku.id, sku]))
}
