import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { importRow, importViewOf } from '@/lib/modules/exchange/internal/import-rows'
import { importView } from '@/lib/modules/exchange/schema'
import { query } from '@/lib/platform/door/use-case'

export const getImport = query({
  name: 'import.get',
  summary: 'One import: its state, how far it is, and what came of it',
  http: { method: 'GET', path: '/imports/{importId}' },
  input: z.strictObject({ importId: id('import') }),
  output: importView,
  run: async (ctx, { importId }) => importViewOf(await importRow(ctx, importId)),
})
