import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import {
  categoryRow,
  categoryTree,
  expectCategory,
  categoryView as view,
} from '@/lib/modules/catalog/internal/category-rows'
import { categoryAttributes, categoryFields, categoryView } from '@/lib/modules/catalog/schema'
import { orTaken } from '@/lib/platform/db/taken'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateCategory = command({
  name: 'category.update',
  summary: 'Change a category or move it below another',
  http: { method: 'PATCH', path: '/categories/{categoryId}' },
  input: z
    .object({ ...categoryFields, parentId: id('category').nullable(), attributes: categoryAttributes })
    .partial()
    .extend({ categoryId: id('category'), version: versionField })
    .strict(),
  example: { nameEn: 'Summer dresses', version: 1 },
  output: categoryView,
  async run(ctx, { categoryId, version, parentId, nameZh, nameEn, ...fields }) {
    const row = await categoryRow(ctx, categoryId, 'change')
    expectVersion(row, version)
    if (parentId) {
      await expectCategory(ctx, parentId, 'parentId')
      // A category below itself would be reached from no root.
      if ((await categoryTree(ctx, categoryId)).includes(parentId)) invalid([{ path: 'parentId', code: 'cycle' }])
    }
    const changed = await orTaken({ categories_code_uq: 'code' }, () =>
      ctx.db
        .updateTable('categories')
        .set({ ...fields, parent_id: parentId, name_zh: nameZh, name_en: nameEn, version: row.version + 1 })
        .where('id', '=', categoryId)
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    ctx.touch('category', categoryId)
    return view(changed)
  },
})
