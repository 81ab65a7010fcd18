import { DotBadge } from '@/components/ui/dot-badge'

/** A shop or a warehouse works, or it is closed. */
export function PlaceStatus({ status, children }: { status: 'active' | 'closed'; children: string }) {
  return status === 'active' ? (
    <DotBadge tone="green">{children}</DotBadge>
  ) : (
    <DotBadge tone="grey" outline>
      {children}
    </DotBadge>
  )
}
