import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { expectCategory } from '@/lib/modules/catalog/internal/category-rows'
import { productRow, readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { type SkuItem, saveSkus } from '@/lib/modules/catalog/internal/save-skus'
import { deleteSkus, skusWithHistory } from '@/lib/modules/catalog/internal/sku-history'
import { type SkuRow, skusOfProduct } from '@/lib/modules/catalog/internal/sku-rows'
import { touchProduct } from '@/lib/modules/catalog/internal/touch-product'
import { optionErrors } from '@/lib/modules/catalog/internal/variants'
import { productFields, productView, skuChange } from '@/lib/modules/catalog/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

const skuItem = skuChange.extend({ id: id('sku').optional() }).strict()

export const updateProduct = command({
  name: 'product.update',
  summary: 'Change a product; add, change and remove its SKUs',
  http: { method: 'PATCH', path: '/products/{productId}' },
  input: z
    .object({
      ...productFields,
      categoryId: id('category').nullable(),
      /** With `id`: that SKU is changed; without: a new one. SKUs not named stay as they are. */
      skus: z.array(skuItem).max(200),
      /** Deleted when nothing speaks of them yet, archived otherwise. */
      removeSkus: z.array(id('sku')).max(200),
    })
    .partial()
    .extend({ productId: id('product'), version: versionField })
    .strict(),
  example: { brand: 'Caravan', skus: [{ code: 'TS-XL', listPrice: '65.00' }], version: 1 },
  output: productView,
  async run(
    ctx,
    { productId, version, skus = [], removeSkus = [], categoryId, nameEn, options, attributes, ...fields },
  ) {
    const row = await productRow(ctx, productId, 'change')
    expectVersion(row, version)
    if (categoryId) await expectCategory(ctx, categoryId, 'categoryId')
    const existing = new Map((await skusOfProduct(ctx, productId)).map((sku) => [sku.id, sku]))
    const errors = [...optionErrors(options ?? []), ...unknownSkus(skus, removeSkus, existing)]
    if (errors.length > 0) invalid(errors)

    const change = {
      ...fields,
      ...(fields.code !== undefined && { code_key: codeKey(fields.code) }),
      ...(nameEn !== undefined && { name_en: nameEn }),
      ...(categoryId !== undefined && { category_id: categoryId }),
      ...(options && { options: JSON.stringify(options) }),
      ...(attributes && { attributes: JSON.stringify(attributes) }),
    }
    await orTaken({ products_code_key_uq: 'code' }, () => touchProduct(ctx, row, change))
    const removed = removeSkus.flatMap((skuId) => existing.get(skuId) ?? [])
    const used = await skusWithHistory(ctx, removed)
    const unused = removed.filter((sku) => !used.has(sku.id))
    await deleteSkus(
      ctx,
      unused.map((sku) => sku.id),
      { path: 'removeSkus', code: 'has_history' },
    )

    const items: SkuItem[] = [
      ...skus.map(({ id: skuId, ...change }, i) => ({
        path: `skus.${i}.`,
        before: skuId && existing.get(skuId),
        change,
      })),
      ...removed
        .filter((sku) => used.has(sku.id))
        .map((before) => ({ path: 'removeSkus.', before, change: { status: 'archived' as const } })),
    ].map((item) => ({ ...item, before: item.before || undefined }))
    const spoken = new Set([...unused.map((sku) => sku.id), ...items.map((item) => item.before?.id)])
    const kept = [...existing.values()].filter((sku) => !spoken.has(sku.id))
    await saveSkus(ctx, { id: productId, name: fields.name ?? row.name, options: options ?? row.options }, kept, items)
    return readProduct(ctx, productId)
  },
})

type Item = z.output<typeof skuItem>

/** A SKU must be the product's own and be spoken of once; a new one needs its code. */
function unknownSkus(skus: Item[], removeSkus: string[], existing: Map<string, SkuRow>): FieldError[] {
  const seen = new Set<string>()
  const check = (skuId: string, path: string): FieldError[] => {
    const code = !existing.has(skuId) ? 'unknown' : seen.has(skuId) ? 'duplicate' : undefined
    seen.add(skuId)
    return code ? [{ path, code }] : []
  }
  return [
    ...skus.flatMap((sku, i) => {
      if (sku.id !== undefined) return check(sku.id, `skus.${i}.id`)
      return sku.code === undefined ? [{ path: `skus.${i}.code`, code: 'required' }] : []
    }),
    ...removeSkus.flatMap((skuId, i) => check(skuId, `removeSkus.${i}`)),
  ]
}
