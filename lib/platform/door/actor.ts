import { type Area, switchedOff } from '@/lib/kernel/areas'
import type { MemberLists } from '@/lib/platform/door/member-lists'

/** Who acts, in which tenant, with which rights. Made by the entrances; a use case only reads it. */
export type Actor = {
  readonly kind: 'member' | 'key' | 'system'
  /** Member or key; null for the house's own work. */
  readonly id: string | null
  readonly name: string
  readonly tenantId: string
  readonly tenant: Tenant
  readonly role: string
  /** Names of use cases, `resource.*`, or `*`. */
  readonly permissions: ReadonlySet<string>
  readonly scope: Scope
  /** The role asks for a second factor: a session that has not shown one is nobody yet. */
  readonly secondFactor?: boolean
  /** Looks through another role: reads and changes nothing. */
  readonly viewing?: { readonly roleId: string; readonly code: string; readonly name: string }
  /** Only members have any. */
  readonly lists?: MemberLists
  /** A job's own: aborted when a person has killed it, which it notices at its next command. */
  readonly signal?: AbortSignal
}

/** A person wants this job to end. No refusal: nothing is to be taken for one element of the work going wrong. */
export class JobKilled extends Error {
  override name = 'JobKilled'
}

/** null: no limit. */
export type Scope = { readonly shopIds: readonly string[] | null; readonly warehouseIds: readonly string[] | null }

export type Tenant = {
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly settings: TenantSettings
}

export type TenantSettings = {
  /** Minutes an order waits after payment before it may be approved (延时审核). */
  readonly reviewWaitMinutes: number
  /** Finance reviews after customer service (二级审核). */
  readonly financeReview: boolean
  /** Whether an order that no warehouse has whole leaves from several (拆单). */
  readonly splitOrders: SplitOrders
  /** Whether what is there leaves before the rest has come. */
  readonly partialShipping: boolean
  /** Whether orders of several shops leave in one parcel (跨店合单): never, of one account on one marketplace, or of one address. */
  readonly mergeAcrossShops: MergeAcrossShops
  /** What goes out costs what came in first (先进先出), or what the place's units cost on average (移动加权平均). */
  readonly costMethod: CostMethod
  /** The same goods by the same buyer within so many hours are suspicious (疑似重复); 0: nobody looks. */
  readonly duplicateHours: number
  /** Also of orders in different shops of the company. */
  readonly duplicateAcrossShops: boolean
  /** From so many points on an order is suspicious (疑似欺诈); 0: nobody counts. */
  readonly riskThreshold: number
  /** Who is silent at a station for so many minutes is signed out there: the next one must not work in their name. */
  readonly stationIdleMinutes: number
  /** Areas of work this company has switched off. */
  readonly areasOff: readonly Area[]
}

export type SplitOrders = 'never' | 'when_short'

export type MergeAcrossShops = 'off' | 'same_marketplace' | 'on'

export type CostMethod = 'fifo' | 'moving_average'

export const defaultSettings: TenantSettings = {
  reviewWaitMinutes: 0,
  financeReview: false,
  splitOrders: 'never',
  partialShipping: false,
  mergeAcrossShops: 'off',
  costMethod: 'fifo',
  duplicateHours: 0,
  duplicateAcrossShops: true,
  riskThreshold: 0,
  stationIdleMinutes: 30,
  areasOff: [],
}

export function may(actor: Pick<Actor, 'kind' | 'permissions' | 'tenant'>, permission: string): boolean {
  const { permissions } = actor
  // The house's own work goes on: what is switched off is switched off for people and programs.
  if (actor.kind !== 'system') {
    const { areasOff } = actor.tenant.settings
    if (switchedOff(areasOff, permission) || (actor.kind === 'key' && areasOff.includes('api'))) return false
  }
  if (permissions.has('*') || permissions.has(permission)) return true
  return permissions.has(`${permission.slice(0, permission.indexOf('.'))}.*`)
}

export function seesShop(actor: Actor, shopId: string): boolean {
  return actor.scope.shopIds === null || actor.scope.shopIds.includes(shopId)
}

export function seesWarehouse(actor: Actor, warehouseId: string): boolean {
  return actor.scope.warehouseIds === null || actor.scope.warehouseIds.includes(warehouseId)
}

/** No limit of shops or warehouses: for what speaks of the whole company and cannot be narrowed to a part of it. */
export function seesAll(actor: Actor): boolean {
  return actor.scope.shopIds === null && actor.scope.warehouseIds === null
}
