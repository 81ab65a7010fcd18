import { z } from 'zod'
import { textField } from '@/lib/kernel/fields'
import { id, newId } from '@/lib/kernel/ids'
import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { lockReturn } from '@/lib/modules/aftersales/internal/lock-return'
import { receiptAad, receiptLineAad } from '@/lib/modules/aftersales/internal/receipt-rows'
import { type ReturnGoods, returnGoods } from '@/lib/modules/aftersales/internal/return-goods'
import { settleReturn } from '@/lib/modules/aftersales/internal/settle-return'
import { returnRequestDetail } from '@/lib/modules/aftersales/schema'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { draftReturn, type ReturnDraft } from '@/lib/modules/inventory/draft-return'
import { returnStock } from '@/lib/modules/inventory/return-stock'
import { type ReturnedLine, returnedLine } from '@/lib/modules/inventory/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { takeNumbers } from '@/lib/platform/numbers'
import { sealWords } from '@/lib/platform/words'

/**
 * Goods of a return come in: each unit sellable, defective or not worth keeping, at exactly the cost it left with. Never more than the
 * request asks back, nor than has left; orders that wait for the SKU are woken.
 */
export const receiveReturn = command({
  name: 'return-request.receive',
  summary: 'Take goods of a return back into stock, at the cost they left with',
  http: { method: 'POST', path: '/return-requests/{returnRequestId}/receive' },
  input: z.strictObject({
    returnRequestId: id('return-request'),
    /** Absent: the warehouse they left from. */
    warehouseCode: z.string().max(100).optional(),
    note: textField(200).default(''),
    lines: z.array(returnedLine).min(1).max(200),
    version: z.int().optional(),
  }),
  example: { lines: [{ quantity: 1, condition: 'sellable' }] },
  output: returnRequestDetail,
  async run(ctx, { returnRequestId, warehouseCode, note, lines, version }) {
    const asked = await lockReturn(ctx, returnRequestId)
    if (version !== undefined && version !== asked.version) refuse('version_conflict', { version: asked.version })
    const { goods, from } = await returnGoods(ctx, asked)
    const meant = named(goods, lines)
    const where = warehouseCode ?? from
    if (where === null) return invalid([{ path: 'warehouseCode', code: 'required' }])
    const draft = await draftReturn(ctx, where, meant)
    const receiptId = newId()
    const [number = ''] = await takeNumbers(ctx, 'RG', 1)
    const { actor } = ctx
    await ctx.sql(
      `insert into return_receipts (tenant_id, id, number, return_request_id, warehouse_id, words, actor_kind, actor_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        receiptId,
        number,
        asked.id,
        draft.warehouseId,
        sealWords(await ctx.crypt(), receiptAad(receiptId), note),
        actor.kind,
        actor.id,
        ctx.now,
      ],
    )
    const values = await returnStock(ctx, { requestId: asked.id, number }, draft.lines)
    await keepLines(ctx, receiptId, draft, values)
    await settleReturn(ctx, asked)
    ctx.touch('return_request', asked.id)
    ctx.tell({ receipt: number, units: lines.reduce((n, l) => n + l.quantity, 0) })
    return getReturnRequest.within(ctx, { returnRequestId })
  },
})

/** The SKU each line means, and of all lines together no more than may come back. */
function named(goods: readonly ReturnGoods[], lines: readonly ReturnedLine[]) {
  const errors: FieldError[] = []
  const open = new Map(goods.map((one) => [one.sku.id, one.open]))
  const meant = lines.flatMap((line, i) => {
    const key = line.skuCode === undefined ? undefined : codeKey(line.skuCode)
    const one = goods.find((g) => (key === undefined ? goods.length === 1 : codeKey(g.sku.code) === key))
    if (!one) {
      errors.push({ path: `lines.${i}.skuCode`, code: key === undefined ? 'required' : 'not_of_return' })
      return []
    }
    const left = (open.get(one.sku.id) ?? 0) - line.quantity
    open.set(one.sku.id, left)
    const owed = one.due - one.received
    if (left < 0)
      errors.push({
        path: `lines.${i}.quantity`,
        code:
          one.open === 0 && owed > 0 && !one.shipped
            ? 'not_shipped'
            : one.open < owed
              ? 'more_than_shipped'
              : 'more_than_asked',
      })
    if (line.condition === 'scrap' && line.reason === '') errors.push({ path: `lines.${i}.reason`, code: 'required' })
    return { ...line, sku: one.sku, uses: one.uses }
  })
  if (errors.length > 0) invalid(errors)
  return meant
}

async function keepLines(
  ctx: Context,
  receiptId: string,
  { lines }: ReturnDraft,
  values: readonly bigint[],
): Promise<void> {
  const crypt = await ctx.crypt()
  await insertMany(ctx, 'return_receipt_lines', {
    id: ['uuid', lines.map((l) => l.id)],
    receipt_id: ['uuid', lines.map(() => receiptId)],
    position: ['int', lines.map((_, i) => i)],
    sku_id: ['uuid', lines.map((l) => l.skuId)],
    quantity: ['int', lines.map((l) => l.quantity)],
    condition: ['text', lines.map((l) => l.condition)],
    value_minor: ['bigint', lines.map((_, i) => values[i] ?? 0n)],
    cost_basis: ['text', lines.map((l) => l.basis)],
    words: ['bytea', lines.map((l) => sealWords(crypt, receiptLineAad(l.id), l.note))],
  })
}
