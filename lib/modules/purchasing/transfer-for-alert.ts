import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { lockAlert } from '@/lib/modules/purchasing/internal/lock-alert'
import { noteDeed } from '@/lib/modules/purchasing/internal/note-deed'
import { alertView } from '@/lib/modules/purchasing/schema'
import { may } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

/** The draft is an ordinary transfer: whoever ships it may change it before. */
export const transferForAlert = command({
  name: 'alert.transfer',
  summary: 'Draft the transfer that ends a shortage in one warehouse, by itself from the one that has most to spare',
  http: { method: 'POST', path: '/stock/alerts/{alertId}/transfer' },
  input: z.strictObject({
    alertId: id('alert'),
    fromWarehouseCode: z.string().max(100).optional(),
    /** Of an alert of all warehouses together, which has no place of its own. */
    toWarehouseCode: z.string().max(100).optional(),
    quantity: z.int().min(1).max(1_000_000).optional(),
  }),
  example: { fromWarehouseCode: 'HZ', quantity: 40 },
  output: alertView,
  async run(ctx, { alertId, fromWarehouseCode, toWarehouseCode, quantity }) {
    if (!may(ctx.actor, createTransfer.name)) refuse('forbidden', { permission: createTransfer.name })
    const { code, place, figures, deed_number: before } = await lockAlert(ctx, alertId)
    // Of two who press at once the second gets what the first has drafted.
    if (before !== null) return getAlert.within(ctx, { alertId })
    const { giver, need } = figures
    const from = fromWarehouseCode ?? giver?.warehouseCode
    const units = quantity ?? (from === giver?.warehouseCode ? giver?.quantity : need)
    const to = place ?? toWarehouseCode
    if (from === undefined) return invalid([{ path: 'fromWarehouseCode', code: 'required' }])
    if (to === undefined) return invalid([{ path: 'toWarehouseCode', code: 'required' }])
    if (units === undefined) return invalid([{ path: 'quantity', code: 'required' }])
    const transfer = await createTransfer.within(ctx, {
      fromWarehouseCode: from,
      toWarehouseCode: to,
      note: '',
      lines: [{ skuCode: code, quantity: units }],
    })
    await noteDeed(ctx, alertId, {
      kind: 'transfer',
      quantity: units,
      transferId: transfer.id,
      transferNumber: transfer.number,
    })
    return getAlert.within(ctx, { alertId })
  },
})
