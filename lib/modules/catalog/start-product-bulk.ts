import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { expectCategory } from '@/lib/modules/catalog/internal/category-rows'
import { productFilters, productSearch } from '@/lib/modules/catalog/internal/product-search'
import { mostBulkRows } from '@/lib/modules/settings/bulk'
import { startedBulk, startFound } from '@/lib/modules/settings/bulk-over'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const what = z.strictObject({
  action: z.enum(['product.discontinue', 'product.activate', 'product.set-category']),
  /** Of `product.set-category`; null: none. */
  categoryId: id('category').nullable().optional(),
})

const filter = z.strictObject(productFilters)

/** Rows that a person ticked, or all that the filter finds now: what comes later is not part of what somebody decided. */
export const startProductBulk = command({
  name: 'product.start-bulk',
  summary: 'Do the same to these products, or to all a filter finds (up to 5,000), as a job with progress',
  http: { method: 'POST', path: '/products/bulk', status: 201 },
  input: z.strictObject({
    productIds: z.array(id('product')).min(1).max(200).optional(),
    /** Only without `productIds`. */
    filter: filter.optional(),
    what,
  }),
  example: { filter: { status: 'draft' }, what: { action: 'product.activate' } },
  output: startedBulk,
  async run(ctx, { productIds, filter, what: { action, categoryId } }) {
    if (!may(ctx.actor, action)) refuse('forbidden', { permission: action })
    if ((productIds === undefined) === (filter === undefined)) invalid([{ path: 'filter', code: 'required' }])
    const moves = action === 'product.set-category'
    if (moves !== (categoryId !== undefined))
      invalid([{ path: 'what.categoryId', code: moves ? 'required' : 'unknown_field' }])
    // Refused at once and not five thousand times.
    if (categoryId) await expectCategory(ctx, categoryId, 'what.categoryId')
    const found = productIds ? await chosen(ctx, productIds) : await matching(ctx, filter ?? {})
    const named = found.map(({ id, name }) => ({ id, label: name }))
    return startFound(ctx, { action, input: moves ? { categoryId } : {}, found: named })
  },
})

type Row = { id: string; name: string }

async function chosen(ctx: Context, productIds: readonly string[]): Promise<Row[]> {
  const ids = [...new Set(productIds)]
  const rows = await ctx.sql<Row>(
    `select p.id, p.name from unnest($2::uuid[]) with ordinality as u(id, at)
       join products p on p.tenant_id = $1 and p.id = u.id order by u.at`,
    [ids],
  )
  return rows.length === ids.length ? rows : refuse('not_found')
}

async function matching(ctx: Context, asked: z.output<typeof filter>): Promise<Row[]> {
  const { text, values } = await productSearch(ctx, asked, { columns: 'p.id, p.name', limit: mostBulkRows })
  return ctx.sql<Row>(text, values)
}
