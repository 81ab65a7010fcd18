import { ClipboardPaste, FilePlus2, type LucideIcon, PackagePlus, PencilRuler } from 'lucide-react'

export type PaletteAction = { key: string; href: string; icon: LucideIcon; permission: string }

/** What can be begun from anywhere; named in messages/…/ui.json. */
export const ACTIONS = [
  { key: 'newOrder', href: '/orders/new', icon: FilePlus2, permission: 'order.create' },
  { key: 'newProduct', href: '/products/new', icon: PackagePlus, permission: 'product.create' },
  { key: 'adjust', href: '/stock/adjust', icon: PencilRuler, permission: 'stock.adjust' },
  { key: 'import', href: '/imports/new', icon: ClipboardPaste, permission: 'import.create' },
] as const satisfies readonly PaletteAction[]

/** As `navFor`: names of use cases, `resource.*`, or `*`. */
export function holds(permissions: readonly string[], permission: string): boolean {
  return permissions.some((held) => held === '*' || held === permission || held === `${permission.split('.')[0]}.*`)
}
