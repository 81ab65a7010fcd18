import type { FieldError } from '@/lib/kernel/refusal'
import type { CatalogueEntry, Plan } from '@/lib/modules/catalog/internal/catalogue/entry'
import { type JoinedEntry, joinEntries } from '@/lib/modules/catalog/internal/catalogue/join-entries'
import { type Claims, planEntry } from '@/lib/modules/catalog/internal/catalogue/plan-entry'
import { readKnown } from '@/lib/modules/catalog/internal/catalogue/read-known'
import { writePlans } from '@/lib/modules/catalog/internal/catalogue/write-plans'
import type { Context } from '@/lib/platform/door/context'

export type { CatalogueEntry } from '@/lib/modules/catalog/internal/catalogue/entry'

/** Made: without `before`; changed: with its columns as they stood. `version` is the one it has now. */
export type CatalogueEffect = { type: 'product' | 'sku'; id: string; before?: unknown; version: number }

export type SavedEntry = {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected'
  readonly errors: readonly FieldError[]
  readonly effects: readonly CatalogueEffect[]
}

/** What is wrong with each entry, as far as the house can tell now. */
export async function judgeCatalogue(ctx: Context, entries: readonly CatalogueEntry[]): Promise<FieldError[][]> {
  return perEntry(await plan(ctx, entries, 'read'), entries.length, errorsOf)
}

/** Makes and changes many products with their SKUs, set by set; an entry that is wrong stays out, the others go in. */
export async function saveCatalogue(ctx: Context, entries: readonly CatalogueEntry[]): Promise<SavedEntry[]> {
  const plans = await plan(ctx, entries, 'change')
  await writePlans(
    ctx,
    plans.map((one) => one.plan).filter(({ errors }) => errors.length === 0),
  )
  return perEntry(plans, entries.length, (one, part) => {
    const saved = savedOf(one.plan)
    if (saved.outcome === 'rejected') return { ...saved, errors: errorsOf(one, part) }
    return part === 0 ? saved : { ...saved, effects: [] }
  })
}

async function plan(ctx: Context, entries: readonly CatalogueEntry[], mode: 'read' | 'change'): Promise<Joined[]> {
  const known = await readKnown(ctx, entries, mode)
  const claims: Claims = { codes: new Set(), barcodes: new Map(), products: new Set() }
  return joinEntries(entries, known).map((joined) => ({
    ...joined,
    plan: planEntry(joined.entry, known, claims, ctx.tenant.currency),
  }))
}

type Joined = JoinedEntry & { plan: Plan }

/** Of several entries that became one each hears of its own faults; the fault of another keeps it out as well. */
function perEntry<T>(joined: readonly Joined[], count: number, tell: (one: Joined, part: number) => T): T[] {
  const told = new Array<T>(count)
  for (const one of joined) for (const [part, { index }] of one.parts.entries()) told[index] = tell(one, part)
  return told
}

function errorsOf({ plan: { errors }, parts }: Joined, part: number): FieldError[] {
  const { from = 0, to = 0 } = parts[part] ?? {}
  return errors.flatMap(({ path, code }) => {
    const [, at, rest = ''] = /^skus\.(\d+)(.*)$/.exec(path) ?? []
    if (at === undefined) return part === 0 ? [{ path, code }] : []
    const mine = Number(at) >= from && Number(at) < to
    return mine ? [{ path: `skus.${Number(at) - from}${rest}`, code }] : []
  })
}

function savedOf({ productId, before, productChanged, skus, errors }: Plan): SavedEntry {
  if (errors.length > 0) return { outcome: 'rejected', errors, effects: [] }
  const changed = skus.filter((sku) => sku.changed)
  if (!productChanged && changed.length === 0) return { outcome: 'unchanged', errors, effects: [] }
  const product: CatalogueEffect = {
    type: 'product',
    id: productId,
    version: (before?.version ?? 0) + 1,
    ...(before && { before: plain(before) }),
  }
  const effects = changed.map(
    (sku): CatalogueEffect => ({
      type: 'sku',
      id: sku.id,
      version: (sku.before?.version ?? 0) + 1,
      ...(sku.before && { before: plain(sku.before) }),
    }),
  )
  return { outcome: before ? 'updated' : 'created', errors, effects: [product, ...effects] }
}

/** As JSON can carry it: whole numbers of the database as text. */
function plain(row: object): unknown {
  return JSON.parse(JSON.stringify(row, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)))
}
