import { codeKey } from '@/lib/modules/catalog/code-key'
import { type LotHere, lotsInBin } from '@/lib/modules/inventory/parcel-lots'
import type { Goods } from '@/lib/modules/warehouse/internal/codes'
import type { Judged } from '@/lib/modules/warehouse/internal/scanned'
import type { Context } from '@/lib/platform/door/context'

export const batchTag = ({ batchNo, expiresOn }: Pick<LotHere, 'batchNo' | 'expiresOn'>) => ({ batchNo, expiresOn })

type Asked = { quantity: number; batchNo?: string | undefined; outOfTurn?: boolean | undefined }
type Chosen = Pick<Judged, 'refused' | 'batch' | 'left'> & { batchId?: string }

/**
 * The batch that a picker holds in hand, against those that lie in the bin: it must be there, may be sold, and is the one that goes first
 * unless the picker says that it is to be another. Nothing named: what goes first.
 */
export async function batchToPick(
  ctx: Context,
  goods: Goods,
  binId: string,
  { quantity, batchNo, outOfTurn }: Asked,
): Promise<Chosen> {
  if (!goods.batchTracked) return {}
  const lots = await lotsInBin(ctx, goods.id, binId)
  const first = lots.find((lot) => lot.sellable)
  const turn = first && { batch: batchTag(first) }
  if (batchNo === undefined) return { ...turn }
  const key = codeKey(batchNo)
  const lot = lots.find((one) => one.key === key)
  if (!lot) return { ...turn, refused: 'wrong_batch' }
  if (!lot.sellable) return { batch: batchTag(lot), refused: 'batch_blocked' }
  if (lot !== first && !outOfTurn) return { ...turn, refused: 'later_batch' }
  if (lot.quantity < quantity) return { batch: batchTag(lot), refused: 'too_many', left: lot.quantity }
  return { batch: batchTag(lot), batchId: lot.batchId }
}
