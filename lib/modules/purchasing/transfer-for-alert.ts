import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { type AlertRow, deedsOf, isOpen, keptDeeds } from '@/lib/modules/purchasing/internal/alert-rows'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { dueAlerts } from '@/lib/modules/purchasing/internal/due-alerts'
import { lockAlert } from '@/lib/modules/purchasing/internal/lock-alert'
import { noteDeeds } from '@/lib/modules/purchasing/internal/note-deeds'
import { type AlertFigures, alertView } from '@/lib/modules/purchasing/schema'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
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
    const alert = await lockAlert(ctx, alertId)
    const { code, place } = alert
    // Of two who press at once the second gets what the first has drafted; one cancelled or received is answered with another.
    if (deedsOf(alert).deeds.some(isOpen)) return getAlert.within(ctx, { alertId })
    const asked = fromWarehouseCode !== undefined && quantity !== undefined
    const { giver, need } = asked ? alert.figures : await figuresNow(ctx, alert)
    if (fromWarehouseCode === undefined && alert.figures.giver && !giver)
      return invalid([{ path: 'fromWarehouseCode', code: 'given_already' }])
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
    const { id: transferId, number: transferNumber } = transfer
    const done = { kind: 'transfer' as const, quantity: units, transferId, transferNumber }
    await noteDeeds(ctx, alertId, [...keptDeeds(alert), { ...done, by: ctx.actor.name, at: ctx.now.toISOString() }])
    return getAlert.within(ctx, { alertId })
  },
})

/** One warehouse's goods are offered to several alerts: of those who draft at once the second is offered what the first has left. */
async function figuresNow(ctx: Context, alert: AlertRow): Promise<Pick<AlertFigures, 'giver' | 'need'>> {
  await ctx.sql("select pg_advisory_xact_lock(hashtextextended('alert ' || $1::uuid || $2::uuid, 0))", [alert.sku_id])
  const due = await dueAlerts(ctx, await settingsOf(ctx), [alert.sku_id])
  const now = due.find(({ kind, warehouseId }) => kind === alert.kind && warehouseId === alert.warehouse_id)
  return now?.figures ?? {}
}
