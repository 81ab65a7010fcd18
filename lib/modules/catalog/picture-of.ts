import { z } from 'zod'

/** Where the picture is that shows a SKU: its own before its product's; served at `/products/{productId}/images/{imageId}`. */
export const pictureView = z.object({ productId: z.string(), imageId: z.string() }).nullable()
export type PictureView = z.output<typeof pictureView>

/** As a column; `sku` is the alias of the SKU's row, `$1` the company. */
export const pictureOf = (sku: string): string => `(
  select json_build_object('productId', i.product_id, 'imageId', i.id) from product_images i
   where i.tenant_id = $1 and i.product_id = ${sku}.product_id and (i.sku_id is null or i.sku_id = ${sku}.id)
   order by i.sku_id nulls last, i.position, i.id limit 1)`
