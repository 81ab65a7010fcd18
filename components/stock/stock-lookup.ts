import type { AdjustmentView } from '@/lib/modules/inventory/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { SkuChoice } from './adjust-draft'

type SkuPage = { items: SkuChoice[] }
type PlacePage = { items: { skuCode: string; onHand: number; reserved: number }[] }
export type Place = { onHand: number; reserved: number }

export type Done = Pick<AdjustmentView, 'id' | 'number'> & {
  lines: unknown[]
  brokenOrders: { orderId: string; number: string; parcel: string; outcome: 'cancelled' | 'blocked' }[]
}

/** The server's answers that the form of an adjustment asks for. */
export type StockActions = {
  adjust: (input: unknown) => Promise<Outcome<Done>>
  search: (input: unknown) => Promise<Outcome<SkuPage>>
  findSkus: (inputs: readonly unknown[]) => Promise<Outcome<Outcome<SkuPage>[]>>
  findStock: (inputs: readonly unknown[]) => Promise<Outcome<Outcome<PlacePage>[]>>
}

const perCall = 200

function chunks(codes: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(codes.length / perCall) }, (_, i) =>
    codes.slice(i * perCall, (i + 1) * perCall),
  )
}

function itemsOf<T>(outcome: Outcome<Outcome<{ items: T[] }>[]>): Outcome<T[]> {
  if (!outcome.ok) return outcome
  const refused = outcome.value.find((page) => !page.ok)
  if (refused && !refused.ok) return refused
  return { ok: true, value: outcome.value.flatMap((page) => (page.ok ? page.value.items : [])) }
}

/** The SKUs of these codes; those that do not exist are missing. */
export async function findSkus(
  { findSkus: ask }: StockActions,
  codes: readonly string[],
): Promise<Outcome<SkuChoice[]>> {
  return itemsOf(await ask(chunks(codes).map((some) => ({ codes: some, limit: perCall }))))
}

/** What stands in one warehouse, by code. A SKU that never came in has nothing there. */
export async function findPlaces(
  { findStock: ask }: StockActions,
  warehouseCode: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const inputs = chunks(codes).map((some) => ({ skuCodes: some, warehouseCode, limit: perCall }))
  const found = itemsOf(await ask(inputs))
  if (!found.ok) return new Map()
  const none = codes.map((code) => [code, { onHand: 0, reserved: 0 }] as const)
  return new Map([...none, ...found.value.map(({ skuCode, ...place }) => [skuCode, place] as const)])
}
