import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { setBinStatus } from '@/lib/modules/inventory/internal/set-bin-status'
import { binView } from '@/lib/modules/inventory/schema'
import { command } from '@/lib/platform/door/use-case'

export const closeBin = command({
  name: 'bin.close',
  summary: 'Close an empty bin: nothing comes into it any more',
  http: { method: 'POST', path: '/bins/{binId}/close' },
  input: z.strictObject({ binId: id('bin'), version: versionField.optional() }),
  example: {},
  output: binView,
  run: (ctx, input) => setBinStatus(ctx, input, 'closed'),
})
