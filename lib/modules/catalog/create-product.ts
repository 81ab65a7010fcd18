import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { expectCategory } from '@/lib/modules/catalog/internal/category-rows'
import { readProduct } from '@/lib/modules/catalog/internal/product-rows'
import { saveSkus } from '@/lib/modules/catalog/internal/save-skus'
import { optionErrors } from '@/lib/modules/catalog/internal/variants'
import { newSku, productFields, productView } from '@/lib/modules/catalog/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createProduct = command({
  name: 'product.create',
  summary: 'Create a product with its SKUs',
  http: { method: 'POST', path: '/products', status: 201 },
  input: z.strictObject({
    code: productFields.code.default(''),
    name: productFields.name,
    nameEn: productFields.nameEn.default(''),
    categoryId: id('category').nullable().default(null),
    brand: productFields.brand.default(''),
    description: productFields.description.default(''),
    options: productFields.options.default([]),
    attributes: productFields.attributes.default({}),
    status: z.enum(['draft', 'active']).default('active'),
    skus: z.array(newSku).min(1).max(200),
  }),
  example: {
    name: '纯棉T恤',
    nameEn: 'Cotton T-shirt',
    options: [{ name: '尺寸', values: ['M', 'L'] }],
    skus: [
      {
        code: 'TS-M',
        optionValues: ['M'],
        barcode: '6901234567892',
        weightG: 180,
        listPrice: '59.00',
        currency: 'CNY',
      },
      { code: 'TS-L', optionValues: ['L'], weightG: 190, listPrice: '59.00', currency: 'CNY' },
    ],
  },
  output: productView,
  async run(ctx, { skus, nameEn, categoryId, options, attributes, ...fields }) {
    if (categoryId) await expectCategory(ctx, categoryId, 'categoryId')
    const wrong = optionErrors(options)
    if (wrong.length > 0) invalid(wrong)
    const productId = newId()
    const row = {
      ...fields,
      id: productId,
      code_key: codeKey(fields.code),
      name_en: nameEn,
      category_id: categoryId,
      options: JSON.stringify(options),
      attributes: JSON.stringify(attributes),
      created_at: ctx.now,
      updated_at: ctx.now,
    }
    await orTaken({ products_code_key_uq: 'code' }, () => ctx.db.insertInto('products').values(row).execute())
    ctx.touch('product', productId)
    const items = skus.map((change, i) => ({ path: `skus.${i}.`, change }))
    await saveSkus(ctx, { id: productId, name: fields.name, options }, [], items)
    return readProduct(ctx, productId)
  },
})
