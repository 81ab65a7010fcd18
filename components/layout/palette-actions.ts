import { ClipboardPaste, FilePlus2, type LucideIcon, PackagePlus, PencilRuler } from 'lucide-react'

export type PaletteAction = { key: string; href: string; icon: LucideIcon; permission: string }

/** What can be begun from anywhere; named in messages/…/ui.json. */
export const ACTIONS = [
  { key: 'newOrder', href: '/orders/new', icon: FilePlus2, permission: 'order.create' },
  { key: 'newProduct', href: '/products/new', icon: PackagePlus, permission: 'product.create' },
  { key: 'adjust', href: '/stock/adjust', icon: PencilRuler, permission: 'stock.adjust' },
  { key: 'import', href: '/imports/new', icon: ClipboardPaste, permission: 'import.create' },
] as const satisfies readonly PaletteAction[]

/** Pages that stand in no menu of the frame, with the letters their Chinese names begin with. */
export const INNER_PAGES = [
  { key: 'company', href: '/settings/company', permission: 'company.get', letters: 'qysz' },
  { key: 'start', href: '/settings/start', permission: 'setup-plan.get', letters: 'ktgh' },
  { key: 'roles', href: '/settings/roles', permission: 'role.list', letters: 'jsqx' },
  { key: 'rules', href: '/settings/rules', permission: 'rule.sets', letters: 'gz' },
  { key: 'tags', href: '/settings/tags', permission: 'tag.update', letters: 'bq' },
  { key: 'apiKeys', href: '/settings/api-keys', permission: 'api-key.list', letters: 'jkmy' },
  { key: 'webhooks', href: '/settings/webhooks', permission: 'webhook.list', letters: 'xxts' },
  { key: 'audit', href: '/settings/audit', permission: 'audit.list', letters: 'czrz' },
  { key: 'feedback', href: '/settings/feedback', permission: 'feedback.list', letters: 'yjfk' },
  { key: 'categories', href: '/products/categories', permission: 'category.list', letters: 'splm' },
  { key: 'sheet', href: '/products/edit', permission: 'sku.update', letters: 'plbj' },
  { key: 'rejects', href: '/orders/rejects', permission: 'reject.list', letters: 'jdyc' },
  { key: 'transfers', href: '/stock/transfers', permission: 'transfer.list', letters: 'db' },
  { key: 'stocktakes', href: '/stock/stocktakes', permission: 'stocktake.list', letters: 'pd' },
  { key: 'batches', href: '/stock/batches', permission: 'batch.list', letters: 'pc' },
  { key: 'value', href: '/stock/value', permission: 'stock.value', letters: 'kcje' },
  { key: 'alerts', href: '/stock/alerts', permission: 'alert.list', letters: 'kcyj' },
  { key: 'waves', href: '/floor/waves', permission: 'wave.list', letters: 'bc' },
  { key: 'handOvers', href: '/floor/hand-overs', permission: 'hand-over.list', letters: 'jjd' },
  { key: 'prints', href: '/shipping/prints', permission: 'print.list', letters: 'dyjl' },
  { key: 'messages', href: '/dispatch/messages', permission: 'message.list', letters: 'qbxx' },
  { key: 'account', href: '/account', permission: undefined, letters: 'wdzh' },
  { key: 'help', href: '/help', permission: undefined, letters: 'bz' },
] as const

/** As `navFor`: names of use cases, `resource.*`, or `*`. */
export function holds(permissions: readonly string[], permission: string): boolean {
  return permissions.some((held) => held === '*' || held === permission || held === `${permission.split('.')[0]}.*`)
}
