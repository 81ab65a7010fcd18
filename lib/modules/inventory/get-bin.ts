import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { binRow, binView as view } from '@/lib/modules/inventory/internal/bin-rows'
import { binView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getBin = query({
  name: 'bin.get',
  summary: 'Show one bin',
  http: { method: 'GET', path: '/bins/{binId}' },
  input: z.strictObject({ binId: id('bin') }),
  output: binView,
  async run(ctx, { binId }) {
    return view(await binRow(ctx, binId))
  },
})
