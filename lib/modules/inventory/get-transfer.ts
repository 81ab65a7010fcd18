import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import {
  differenceOf,
  linesOf,
  lineView,
  selectTransfers,
  type TransferRow,
  transferItem,
  transfersInScope,
} from '@/lib/modules/inventory/internal/transfer-rows'
import { transferView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getTransfer = query({
  name: 'transfer.get',
  summary: 'One transfer with its lines',
  http: { method: 'GET', path: '/stock/transfers/{transferId}' },
  input: z.strictObject({ transferId: id('transfer') }),
  output: transferView,
  async run(ctx, { transferId }) {
    const [row] = await ctx.sql<TransferRow>(`${selectTransfers} and t.id = $2 and ${transfersInScope('$3')}`, [
      transferId,
      ctx.actor.scope.warehouseIds,
    ])
    if (!row) return refuse('not_found')
    const crypt = await ctx.crypt()
    const { currency } = ctx.tenant
    const lines = (await linesOf(ctx, transferId)).map((line) => lineView(line, currency))
    return { ...transferItem(crypt, row), difference: differenceOf(crypt, row), currency, lines }
  },
})
