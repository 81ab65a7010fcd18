import type { TableInput } from '@/lib/adapters/files/table-file'
import { checkOrder } from '@/lib/modules/orders/internal/check-order'
import type { FileOrder, Profile } from '@/lib/modules/orders/internal/profiles/file-order'
import { genericColumns, genericProfile, genericRequired } from '@/lib/modules/orders/internal/profiles/generic'
import { olistProfile } from '@/lib/modules/orders/internal/profiles/olist'
import { onlineRetail } from '@/lib/modules/orders/internal/profiles/online-retail'
import { tmallOrderReport } from '@/lib/modules/orders/internal/profiles/tmall-order-report'
import type { ResolvedShop } from '@/lib/modules/settings/resolve-shops'

export type { FileOrder } from '@/lib/modules/orders/internal/profiles/file-order'

/** The layouts an order file may have. */
export const orderProfiles = {
  generic: genericProfile,
  olist: olistProfile,
  tmall_order_report: tmallOrderReport,
  online_retail: onlineRetail,
} as const satisfies Record<string, Profile>

export type OrderProfile = keyof typeof orderProfiles

/** The columns of files that people fill in themselves. */
export const orderColumns = { all: genericColumns, required: genericRequired } as const

/**
 * The orders of a file, judged before intake is asked: what a file says wrongly is mended in the file, not in the house.
 * What came back is for after-sales to judge.
 */
export async function* readOrders(
  profile: OrderProfile,
  input: TableInput,
  shop: Pick<ResolvedShop, 'currency' | 'timeZone'>,
): AsyncGenerator<FileOrder> {
  for await (const order of orderProfiles[profile](input, shop)) {
    if (order.errors.length > 0 || order.back) yield order
    else yield { ...order, errors: checkOrder(order.order).map(({ path, code }) => ({ ...order.place(path), code })) }
  }
}
