import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { waybillRow, waybillViewOf } from '@/lib/modules/prints/internal/waybills'
import { waybillView } from '@/lib/modules/prints/schema'
import { voidReasons } from '@/lib/modules/prints/states'
import { command } from '@/lib/platform/door/use-case'

/** The number is used no more, by this parcel or any other; the next label of the parcel bears a new one. */
export const voidWaybill = command({
  name: 'waybill.void',
  summary: 'Void the waybill number of a parcel; its next label gets a new one',
  http: { method: 'POST', path: '/waybills/{waybillId}/void' },
  input: z.strictObject({ waybillId: id('waybill'), reason: z.enum(voidReasons) }),
  example: { reason: 'damaged' },
  output: waybillView,
  async run(ctx, { waybillId, reason }) {
    const { fulfilment_id } = await waybillRow(ctx, waybillId)
    // The parcel first: it may be leaving under this number at this moment.
    await ctx.sql('select 1 from fulfilments where tenant_id = $1 and id = $2 for no key update', [fulfilment_id])
    await ctx.sql('select 1 from waybills where tenant_id = $1 and id = $2 for update', [waybillId])
    const row = await waybillRow(ctx, waybillId)
    if (row.state === 'void' || row.state === 'shipped') refuse('illegal_transition', { from: row.state, to: 'void' })
    await ctx.sql(
      'update waybills set voided_at = $3, voided_by = $4, void_reason = $5 where tenant_id = $1 and id = $2',
      [...[waybillId, ctx.now, ctx.actor.name, reason]],
    )
    ctx.touch('waybill', waybillId)
    ctx.touch('fulfilment', fulfilment_id)
    ctx.tell({ reason })
    return waybillViewOf(await waybillRow(ctx, waybillId))
  },
})
