import { parseGs1 } from '@/lib/kernel/gs1'
import type { Goods } from '@/lib/modules/warehouse/internal/codes'

type Asked = {
  code: string
  quantity: number
  batchNo?: string | undefined
  producedOn?: string | undefined
  expiresOn?: string | undefined
  serials?: string[] | undefined
}

/** The batch that the scan names, or the one that its GS1 code tells where the goods have batches. */
export const batchOf = (now: Date, goods: Goods, { code, batchNo }: Pick<Asked, 'code' | 'batchNo'>) =>
  batchNo ?? (goods.batchTracked ? parseGs1(code, now)?.batchNo : undefined)

/** Batch, days and numbers alike; a code tells the number of one unit. */
export function lotOf(now: Date, goods: Goods, { code, quantity, batchNo, producedOn, expiresOn, serials }: Asked) {
  const read = parseGs1(code, now)
  const own = goods.batchTracked && batchNo === undefined && read?.batchNo !== undefined ? read : undefined
  const number = goods.serialMode === 'receipt' && quantity === 1 ? read?.serial : undefined
  return {
    batchNo: batchNo ?? own?.batchNo,
    producedOn: producedOn ?? own?.producedOn,
    expiresOn: expiresOn ?? own?.expiresOn,
    serials: serials ?? (number === undefined ? undefined : [number]),
  }
}
