import Link from 'next/link'
import type { MovementView } from '@/lib/modules/inventory/schema'

/** Leads to the document; a shipment's orders stand on the page of its movement. */
export function ReferenceLink({ movement }: { movement: MovementView }) {
  const { referenceType, referenceId, reference, id } = movement
  const href = referenceType === 'stock_adjustment' ? `/stock/adjustments/${referenceId}` : `/stock/movements/${id}`
  return (
    <Link href={href} prefetch={false} className="rounded-sm font-mono text-[0.93em] text-accent-text hover:underline">
      {reference}
    </Link>
  )
}
