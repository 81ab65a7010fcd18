import { refuse } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'

/** Whoever is limited to some warehouses does not deal out what lies in the others. */
export function refuseLimited({ actor }: Context, permission: string): void {
  if (actor.scope.warehouseIds) refuse('forbidden', { permission })
}
