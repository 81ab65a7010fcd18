import { refuse } from '@/lib/kernel/refusal'
import { productRow, readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import type { ProductView } from '@/lib/modules/catalog/schema'
import { type ProductStatus, productStates } from '@/lib/modules/catalog/states'
import type { Context } from '@/lib/platform/door/context'
import { expectVersion } from '@/lib/platform/version'

type Wanted = { productId: string; version?: number | undefined }

export async function moveProduct(ctx: Context, wanted: Wanted, to: ProductStatus): Promise<ProductView> {
  const row = await productRow(ctx, wanted.productId, 'change')
  expectVersion(row, wanted.version)
  if (!productStates.can(row.status, to)) refuse('illegal_transition', { from: row.status, to })
  await touchProduct(ctx, row, { status: to })
  return readProduct(ctx, row.id)
}
