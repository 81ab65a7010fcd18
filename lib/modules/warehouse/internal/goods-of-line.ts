import type { TransferView } from '@/lib/modules/inventory/schema'
import type { Goods } from '@/lib/modules/warehouse/internal/codes'

/** What a line of a transfer says of its goods. */
export const goodsOfLine = ({
  skuId: id,
  skuCode: code,
  name,
  nameEn,
  batchTracked,
  serialMode,
}: TransferView['lines'][number]): Goods => ({ id, code, name, nameEn, batchTracked, serialMode })
