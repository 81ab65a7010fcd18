import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { assemblyView } from '@/lib/modules/inventory/assembly-schema'
import {
  assemblyRow,
  assemblyViewOf,
  lockAssembly,
  refuseAssembly,
} from '@/lib/modules/inventory/internal/assembly-rows'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Only a draft can be cancelled; cancelling twice is no conflict. */
export const cancelAssembly = command({
  name: 'assembly.cancel',
  summary: 'Cancel a drafted assembly order',
  http: { method: 'POST', path: '/stock/assemblies/{assemblyId}/cancel' },
  input: z.strictObject({ assemblyId: id('assembly'), version: versionField.optional() }),
  example: {},
  output: assemblyView,
  async run(ctx, { assemblyId, version }) {
    const row = await lockAssembly(ctx, assemblyId)
    if (row.state !== 'cancelled') {
      expectVersion(row, version)
      refuseAssembly(row.state, 'cancelled')
      await ctx.sql(
        `update assembly_orders set state = 'cancelled', version = version + 1 where tenant_id = $1 and id = $2`,
        [row.id],
      )
    }
    ctx.touch('assembly', row.id)
    return assemblyViewOf(ctx, await assemblyRow(ctx, row.id))
  },
})
