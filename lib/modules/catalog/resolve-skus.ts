import type { SerialMode } from '@/lib/modules/catalog/schema'
import type { Context } from '@/lib/platform/door/context'

export type ResolvedSku = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly listPriceMinor: bigint
  readonly costHintMinor: bigint | null
  readonly currency: string
  readonly status: 'active' | 'archived'
  readonly bundle: boolean
  /** Of a bundle: whether assembled ones are kept in stock. */
  readonly assembled: 'never' | 'first' | 'only'
  readonly batchTracked: boolean
  readonly shelfLifeDays: number | null
  readonly sellBeforeDays: number
  readonly serialMode: SerialMode
}

/** Nothing lies anywhere of a bundle that is made order by order. */
export const isKept = ({ bundle, assembled }: ResolvedSku) => !bundle || assembled !== 'never'

const facts = `s.id, s.code, s.name, s.name_en as "nameEn", s.list_price_minor as "listPriceMinor", s.cost_hint_minor as "costHintMinor", s.currency, s.status, s.bundle, s.assembled,
  s.batch_tracked as "batchTracked", s.shelf_life_days as "shelfLifeDays", s.sell_before_days as "sellBeforeDays", s.serial_mode as "serialMode"`
const columns = `${facts}, s.code_key as "codeKey"`

/**
 * The SKUs behind keys made by `codeKey`, in one statement; unknown keys are absent. A code that a SKU had before, or that was of
 * one merged into it, means that SKU. Archived ones are found too: who asks decides.
 */
export async function skusByCode(ctx: Context, codeKeys: readonly string[]): Promise<Map<string, ResolvedSku>> {
  if (codeKeys.length === 0) return new Map()
  const rows = await ctx.sql<ResolvedSku & { codeKey: string }>(
    `select ${columns} from skus s where s.tenant_id = $1 and s.code_key = any($2)
        and not exists (select 1 from sku_aliases a where a.tenant_id = $1 and a.code_key = s.code_key)
     union all
     select ${facts}, a.code_key as "codeKey" from sku_aliases a join skus s on s.tenant_id = $1 and s.id = a.sku_id
      where a.tenant_id = $1 and a.code_key = any($2)`,
    [[...new Set(codeKeys)]],
    'skus-by-code-or-alias',
  )
  return new Map(rows.map(({ codeKey, ...sku }) => [codeKey, sku]))
}

/** The same by id, for whoever kept the id. */
export async function skusById(ctx: Context, ids: readonly string[]): Promise<Map<string, ResolvedSku>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<ResolvedSku & { codeKey: string }>(
    `select ${columns} from skus s where s.tenant_id = $1 and s.id = any($2::uuid[])`,
    [[...new Set(ids)]],
    'skus-by-id',
  )
  return new Map(rows.map(({ codeKey: _, ...sku }) => [sku.id, sku]))
}
