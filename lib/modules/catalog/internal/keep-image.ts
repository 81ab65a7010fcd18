import { encodePicture } from '@/lib/adapters/images/encode-picture'
import { invalid } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'
import { type Place, putFile } from '@/lib/platform/files/store'

const mostImages = 30
const largest = 20 * 1024 * 1024

export function imagePlace(tenantId: string, imageId: string, size: 'full' | 'thumb' = 'full'): Place {
  return { tenantId, purpose: 'images', id: size === 'full' ? imageId : `${imageId}-thumb` }
}

/** A picture of a product, kept as we drew it. false: the product has this very picture already. */
export async function keepImage(
  ctx: Context,
  of: { productId: string; skuId: string | null; imageId: string },
  bytes: Buffer,
): Promise<boolean> {
  const { productId, skuId, imageId } = of
  const crypt = await ctx.crypt()
  const hash = crypt.mac(bytes)
  const [has] = await ctx.sql<{ count: number; known: boolean; last: number }>(
    `select count(*)::int as count, coalesce(bool_or(hash = $3), false) as known, coalesce(max(position), -1) as last
       from product_images where tenant_id = $1 and product_id = $2`,
    [productId, hash],
  )
  if (has?.known) return false
  if ((has?.count ?? 0) >= mostImages) invalid([{ path: 'file', code: 'too_many_pictures' }])
  const { full, thumb, width, height } = await encodePicture(bytes)
  await putFile(imagePlace(ctx.tenantId, imageId), one(full), crypt, largest)
  await putFile(imagePlace(ctx.tenantId, imageId, 'thumb'), one(thumb), crypt, largest)
  await ctx.sql(
    `insert into product_images (tenant_id, id, product_id, sku_id, position, width, height, size, hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [imageId, productId, skuId, (has?.last ?? -1) + 1, width, height, full.length, hash, ctx.now],
  )
  return true
}

/** The files go after the commit: a change that is rolled back has lost nothing. */
export function forgetImages(ctx: Context, imageIds: readonly string[]): void {
  if (imageIds.length > 0) ctx.emit({ name: 'images.removed', payload: { imageIds } })
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
