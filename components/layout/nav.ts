import {
  ArrowDownUp,
  Boxes,
  CalendarClock,
  ChartColumn,
  Combine,
  LayoutDashboard,
  Link2,
  type LucideIcon,
  Package,
  PhoneCall,
  Route,
  ScanBarcode,
  ShieldCheck,
  ShoppingBag,
  Store,
  Truck,
  Undo2,
  Users,
  UsersRound,
  UserX,
  Warehouse,
} from 'lucide-react'

export type NavGroup = 'work' | 'goods' | 'insight' | 'settings'

export type NavItem = {
  /** Key of its name in messages/…/nav.json. */
  key: string
  href: string
  icon: LucideIcon
  /** The use case behind the page: shown only to who may call it. */
  permission: string
  group: NavGroup
}

export const NAV = [
  { key: 'dashboard', href: '/dashboard', icon: LayoutDashboard, permission: 'report.dashboard', group: 'work' },
  { key: 'orders', href: '/orders', icon: ShoppingBag, permission: 'order.list', group: 'work' },
  { key: 'calls', href: '/orders/calls', icon: PhoneCall, permission: 'call.list', group: 'work' },
  { key: 'returns', href: '/orders/returns', icon: Undo2, permission: 'return-request.list', group: 'work' },
  { key: 'shipping', href: '/shipping', icon: Truck, permission: 'fulfilment.list', group: 'work' },
  { key: 'floor', href: '/floor', icon: ScanBarcode, permission: 'wave.list', group: 'work' },
  { key: 'merge', href: '/orders/merge', icon: Combine, permission: 'order.merge-suggestions', group: 'work' },
  { key: 'customers', href: '/customers', icon: UsersRound, permission: 'customer.list', group: 'work' },
  { key: 'products', href: '/products', icon: Package, permission: 'product.list', group: 'goods' },
  { key: 'stock', href: '/stock', icon: Boxes, permission: 'stock.list', group: 'goods' },
  { key: 'listings', href: '/listings', icon: Link2, permission: 'listing.list', group: 'goods' },
  { key: 'imports', href: '/imports', icon: ArrowDownUp, permission: 'import.list', group: 'goods' },
  { key: 'reports', href: '/reports/sales', icon: ChartColumn, permission: 'report.sales', group: 'insight' },
  { key: 'dispatch', href: '/dispatch', icon: Route, permission: 'dispatch.status', group: 'insight' },
  { key: 'proofs', href: '/proofs', icon: ShieldCheck, permission: 'check.list', group: 'insight' },
  { key: 'presales', href: '/orders/presale', icon: CalendarClock, permission: 'presale.list', group: 'settings' },
  { key: 'blacklist', href: '/orders/blacklist', icon: UserX, permission: 'blacklist.list', group: 'settings' },
  { key: 'members', href: '/settings/members', icon: Users, permission: 'member.list', group: 'settings' },
  { key: 'shops', href: '/settings/shops', icon: Store, permission: 'shop.list', group: 'settings' },
  { key: 'warehouses', href: '/settings/warehouses', icon: Warehouse, permission: 'warehouse.list', group: 'settings' },
] as const satisfies readonly NavItem[]

export type NavKey = (typeof NAV)[number]['key']

/** `permissions` as a role holds them: names of use cases, `resource.*`, or `*`. What is hidden here the door refuses anyway. */
export function navFor(permissions: readonly string[]): (typeof NAV)[number][] {
  const held = new Set(permissions)
  return NAV.filter(
    ({ permission }) => held.has('*') || held.has(permission) || held.has(`${permission.split('.')[0]}.*`),
  )
}

/** The entry a page belongs to: the longest href that starts its path. */
export function navOf(pathname: string): (typeof NAV)[number] | undefined {
  return NAV.filter((item) => pathname === item.href || pathname.startsWith(`${item.href}/`)).sort(
    (a, b) => b.href.length - a.href.length,
  )[0]
}
