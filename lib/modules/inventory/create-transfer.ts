import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { type Id, newId } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { transfersDrafted } from '@/lib/modules/inventory/events'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { openWarehouse } from '@/lib/modules/inventory/internal/read-lines'
import { transferAad } from '@/lib/modules/inventory/internal/transfer-rows'
import { writeTransferLines } from '@/lib/modules/inventory/internal/write-transfer-lines'
import { transferLines, transferView } from '@/lib/modules/inventory/schema'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords } from '@/lib/platform/words'

export const createTransfer = command({
  name: 'transfer.create',
  summary: 'Draft a transfer from one warehouse to another',
  http: { method: 'POST', path: '/stock/transfers', status: 201 },
  input: z.strictObject({
    fromWarehouseCode: z.string().max(100),
    toWarehouseCode: z.string().max(100),
    note: textField(200).default(''),
    lines: transferLines,
  }),
  example: { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines: [{ skuCode: 'TEA-001', quantity: 40 }] },
  output: transferView,
  async run(ctx, { fromWarehouseCode, toWarehouseCode, note, lines }) {
    const from = await openWarehouse(ctx, fromWarehouseCode, 'fromWarehouseCode')
    const to = await openWarehouse(ctx, toWarehouseCode, 'toWarehouseCode')
    if (from.id === to.id) invalid([{ path: 'toWarehouseCode', code: 'same_warehouse' }])
    const id = newId() as Id<'transfer'>
    const [number = ''] = await takeNumbers(ctx, 'TR', 1)
    const words = sealWords(await ctx.crypt(), transferAad(id), note)
    const { actor } = ctx
    await ctx.sql(
      `insert into stock_transfers (tenant_id, id, number, from_warehouse_id, to_warehouse_id, words, actor_kind, actor_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, number, from.id, to.id, words, actor.kind, actor.id, ctx.now],
    )
    await writeTransferLines(ctx, id, from.id, lines)
    ctx.emit(transfersDrafted())
    ctx.touch('stock_transfer', id)
    return getTransfer.within(ctx, { transferId: id })
  },
})
