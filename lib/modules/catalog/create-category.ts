import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { expectCategory, categoryView as view } from '@/lib/modules/catalog/internal/category-rows'
import { categoryAttributes, categoryFields, categoryView } from '@/lib/modules/catalog/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'

export const createCategory = command({
  name: 'category.create',
  summary: 'Create a category',
  http: { method: 'POST', path: '/categories', status: 201 },
  input: z.strictObject({
    ...categoryFields,
    nameEn: categoryFields.nameEn.default(''),
    position: categoryFields.position.default(0),
    parentId: id('category').nullable().default(null),
    attributes: categoryAttributes.default([]),
  }),
  example: { code: 'dresses', nameZh: '连衣裙', nameEn: 'Dresses', attributes: ['材质', '季节'] },
  output: categoryView,
  async run(ctx, { parentId, code, nameZh, nameEn, position, attributes }) {
    if (parentId) await expectCategory(ctx, parentId, 'parentId')
    const row = await orTaken({ categories_code_uq: 'code' }, () =>
      ctx.db
        .insertInto('categories')
        .values({ id: newId(), parent_id: parentId, code, name_zh: nameZh, name_en: nameEn, position, attributes })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('category', row.id)
    return view(row)
  },
})
