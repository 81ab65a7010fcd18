import { z } from 'zod'
import { textField, versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { transfersDrafted } from '@/lib/modules/inventory/events'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { lockTransfer, transferAad } from '@/lib/modules/inventory/internal/transfer-rows'
import { writeTransferLines } from '@/lib/modules/inventory/internal/write-transfer-lines'
import { transferLines, transferView } from '@/lib/modules/inventory/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'
import { sealWords } from '@/lib/platform/words'

export const updateTransfer = command({
  name: 'transfer.update',
  summary: 'Change the note or all lines of a drafted transfer',
  http: { method: 'PATCH', path: '/stock/transfers/{transferId}' },
  input: z.strictObject({
    transferId: id('transfer'),
    note: textField(200).optional(),
    lines: transferLines.optional(),
    version: versionField,
  }),
  example: { lines: [{ skuCode: 'TEA-001', quantity: 30 }], version: 1 },
  output: transferView,
  async run(ctx, { transferId, note, lines, version }) {
    const row = await lockTransfer(ctx, transferId)
    if (!seesWarehouse(ctx.actor, row.from_warehouse_id)) refuse('not_found')
    expectVersion(row, version)
    if (row.state !== 'draft') refuse('illegal_transition', { from: row.state, to: 'draft' })
    const words = note === undefined ? row.words : sealWords(await ctx.crypt(), transferAad(row.id), note)
    await ctx.sql('update stock_transfers set words = $3, version = version + 1 where tenant_id = $1 and id = $2', [
      row.id,
      words,
    ])
    if (lines) await writeTransferLines(ctx, row.id, row.from_warehouse_id, lines)
    ctx.emit(transfersDrafted())
    ctx.touch('stock_transfer', row.id)
    return getTransfer.within(ctx, { transferId })
  },
})
