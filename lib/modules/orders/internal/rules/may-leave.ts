import type { Place } from '@/lib/modules/orders/internal/stock-picture'
import type { AllocationRoute } from '@/lib/modules/orders/schema'

/** Whether routing rules let goods leave from here. */
export function mayLeave(route: AllocationRoute | undefined, { code }: Place): boolean {
  return (route?.only?.includes(code) ?? true) && !route?.avoid?.includes(code)
}
