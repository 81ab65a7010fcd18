import { newId } from '@/lib/kernel/ids'
import { type FieldError, isRefusal } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { keepImage } from '@/lib/modules/catalog/internal/keep-image'
import type { Context } from '@/lib/platform/door/context'

export type NamedPicture = { readonly code: string; open(): Promise<Buffer> }
type Kept = { outcome: 'created' | 'unchanged' | 'rejected'; errors: FieldError[]; id?: string }

/** The product, and the SKU if it is one's own, that a code means: of a SKU first, else of a product. */
export async function ownersOf(ctx: Context, codes: readonly string[]) {
  const keys = [...new Set(codes.map(codeKey))]
  const rows = await ctx.sql<{ key: string; product_id: string; sku_id: string | null }>(
    `select code_key as key, id as product_id, null::uuid as sku_id from products where tenant_id = $1 and code_key = any($2) and code_key <> ''
     union all select code_key, product_id, id from skus where tenant_id = $1 and code_key = any($2)`,
    [keys],
  )
  // Rows of SKUs come last and win.
  return new Map(rows.map((row) => [row.key, row]))
}

export async function judgeImages(ctx: Context, pictures: readonly NamedPicture[]): Promise<FieldError[][]> {
  const owners = await ownersOf(
    ctx,
    pictures.map(({ code }) => code),
  )
  return pictures.map(({ code }) => (owners.has(codeKey(code)) ? [] : [{ path: 'name', code: 'unknown_code' }]))
}

/** Keeps pictures that are named after SKUs or products; each is drawn anew, one that is none is told. */
export async function keepImages(ctx: Context, pictures: readonly NamedPicture[]): Promise<Kept[]> {
  const owners = await ownersOf(
    ctx,
    pictures.map(({ code }) => code),
  )
  const kept: Kept[] = []
  for (const { code, open } of pictures) {
    const owner = owners.get(codeKey(code))
    if (!owner) {
      kept.push({ outcome: 'rejected', errors: [{ path: 'name', code: 'unknown_code' }] })
      continue
    }
    try {
      const imageId = newId()
      const fresh = await keepImage(ctx, { productId: owner.product_id, skuId: owner.sku_id, imageId }, await open())
      if (fresh) ctx.touch('product', owner.product_id)
      kept.push({ outcome: fresh ? 'created' : 'unchanged', errors: [], ...(fresh && { id: imageId }) })
    } catch (e) {
      if (!isRefusal(e) || e.code !== 'invalid') throw e
      kept.push({
        outcome: 'rejected',
        errors: [{ path: 'name', code: (e.params.errors as FieldError[])[0]?.code ?? 'unknown' }],
      })
    }
  }
  return kept
}
