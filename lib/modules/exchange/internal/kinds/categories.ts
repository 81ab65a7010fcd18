import { readTable } from '@/lib/adapters/files/table'
import {
  type CategoryEntry,
  categoryEntry,
  judgeCategories,
  saveCategories,
} from '@/lib/modules/catalog/save-categories'
import type { Kind } from '@/lib/modules/exchange/internal/kinds/kind'
import { recordOf, whole } from '@/lib/modules/exchange/internal/kinds/table-record'

const required = ['code', 'nameZh'] as const
const optional = ['nameEn', 'parentCode', 'position'] as const

export const categoryColumns = { all: ['code', 'parentCode', 'nameZh', 'nameEn', 'position'], required }

/** Categories, each below the one whose code it names; parents may stand anywhere in the file or be there already. */
export const categoryKind: Kind<CategoryEntry> = {
  async *read(input) {
    const rows = readTable<(typeof required)[number] | (typeof optional)[number]>(input, {
      required,
      optional,
      strict: true,
    })
    for await (const row of rows) {
      yield recordOf(input, row, categoryEntry, ({ position, ...values }) => ({
        ...Object.fromEntries(Object.entries(values).filter(([, text]) => text !== '')),
        ...(position && { position: whole(position) }),
      }))
    }
  },
  // A parent may stand below its children: a tree is taken in whole.
  page: 20_000,
  weight: () => 0,
  judge: (ctx, _task, bodies) => judgeCategories(ctx, bodies),
  take: (ctx, _task, bodies) => saveCategories(ctx, bodies),
}
