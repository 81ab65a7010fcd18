import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { transfersDrafted } from '@/lib/modules/inventory/events'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { lockTransfer, refuseFrom } from '@/lib/modules/inventory/internal/transfer-rows'
import { transferView } from '@/lib/modules/inventory/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Only what has not left can be cancelled; cancelling twice is no conflict. */
export const cancelTransfer = command({
  name: 'transfer.cancel',
  summary: 'Cancel a drafted transfer',
  http: { method: 'POST', path: '/stock/transfers/{transferId}/cancel' },
  input: z.strictObject({ transferId: id('transfer'), version: versionField.optional() }),
  example: {},
  output: transferView,
  async run(ctx, { transferId, version }) {
    const row = await lockTransfer(ctx, transferId)
    if (!seesWarehouse(ctx.actor, row.from_warehouse_id)) refuse('not_found')
    if (row.state !== 'cancelled') {
      expectVersion(row, version)
      refuseFrom(row.state, 'cancelled')
      await ctx.sql(
        `update stock_transfers set state = 'cancelled', version = version + 1 where tenant_id = $1 and id = $2`,
        [row.id],
      )
      ctx.emit(transfersDrafted())
    }
    ctx.touch('stock_transfer', row.id)
    return getTransfer.within(ctx, { transferId })
  },
})
