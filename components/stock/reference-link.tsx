import Link from 'next/link'
import type { MovementView } from '@/lib/modules/inventory/schema'

/** Documents that have a page of their own. */
export const documentPages: Readonly<Record<string, string>> = {
  stock_adjustment: '/stock/adjustments',
  stock_receipt: '/stock/receipts',
  stock_move: '/stock/moves',
  stock_transfer: '/stock/transfers',
  stocktake: '/stock/stocktakes',
  assembly: '/stock/assemblies',
  wave: '/floor/waves',
  return_request: '/orders/returns',
}

/** Leads to the document; a shipment's orders stand on the page of its movement. */
export function ReferenceLink({ movement }: { movement: MovementView }) {
  const { referenceType, referenceId, reference, id } = movement
  const pages = documentPages[referenceType]
  const href = pages ? `${pages}/${referenceId}` : `/stock/movements/${id}`
  return (
    <Link href={href} prefetch={false} className="rounded-sm font-mono text-[0.93em] text-accent-text hover:underline">
      {reference}
    </Link>
  )
}
