import { z } from 'zod'
import type { FieldError } from '@/lib/kernel/refusal'
import { returnBlockers, undoReturns } from '@/lib/modules/aftersales/undo-returns'
import { type Undone, undoBlockers, undoCatalogue } from '@/lib/modules/catalog/undo-catalogue'
import { customerBlockers, undoCustomers } from '@/lib/modules/customers/undo-customers'
import { importRow } from '@/lib/modules/exchange/internal/import-rows'
import { stockBlockers, undoStock } from '@/lib/modules/exchange/internal/undo-stock'
import { orderBlockers, takeBackOrders } from '@/lib/modules/orders/take-back-orders'
import type { Actor } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

const pageEffects = 500
const mostTold = 50

type Effect = Undone & { seq: number }

/** Takes an import back: first all of it is judged, then page by page, the last record first, each page with what is left of the list. */
export async function undoPages(actor: Actor, importId: string): Promise<void> {
  const fine = await run(judgeUndo, actor, { importId })
  for (let more = fine; more; ) more = await run(undoPage, actor, { importId })
}

const ofImport = z.strictObject({ importId: z.uuid() })

/** A page that is undone is no longer in the list, so a judge that comes again judges what is left. */
const judgeUndo = command({
  name: 'import.judge-undo',
  summary: 'See whether an import can be taken back',
  audited: false,
  input: ofImport,
  async run(ctx, { importId }): Promise<boolean> {
    const row = await importRow(ctx, importId, 'change')
    if (row.state !== 'running' || row.phase !== 'undo') return false
    const errors: FieldError[] = []
    const returns = await madeOf(ctx, importId, 'return')
    const own = {
      categories: await madeOf(ctx, importId, 'category'),
      products: await madeOf(ctx, importId, 'product'),
    }
    for (let after = -1; errors.length < mostTold; ) {
      const page = await effectsOf(ctx, importId, 'seq > $3', after, 'seq')
      if (page.length === 0) break
      errors.push(
        ...(await undoBlockers(ctx, page, own)),
        ...(await customerBlockers(ctx, page)),
        ...(await stockBlockers(ctx, idsOf(page, 'adjustment'))),
        ...(await returnBlockers(ctx, idsOf(page, 'return'))),
        ...(await orderBlockers(ctx, idsOf(page, 'order'), returns)),
      )
      after = Math.max(...page.map(({ seq }) => seq))
    }
    if (errors.length === 0) return true
    await end(ctx, importId, 'done', errors.slice(0, mostTold))
    return false
  },
})

const undoPage = command({
  name: 'import.undo-page',
  summary: 'Take one page of an import back',
  input: ofImport,
  async run(ctx, { importId }): Promise<boolean> {
    const row = await importRow(ctx, importId, 'change')
    if (row.state !== 'running' || row.phase !== 'undo') return false
    // What came back hangs on what was sold, wherever in the file it stood.
    const returns = await effectsOf(ctx, importId, `object_type = 'return' and $3::int is null`, null, 'seq desc')
    const page = returns.length > 0 ? returns : await effectsOf(ctx, importId, '$3::int is null', null, 'seq desc')
    if (page.length === 0) {
      await end(ctx, importId, 'undone', [])
      return false
    }
    await undoReturns(ctx, idsOf(page, 'return'))
    await takeBackOrders(ctx, idsOf(page, 'order'))
    await undoCatalogue(ctx, page)
    await undoStock(ctx, idsOf(page, 'adjustment'))
    await undoCustomers(ctx, page)
    await ctx.sql(
      `delete from import_effects where tenant_id = $1 and import_id = $2 and object_id = any($3::uuid[])`,
      [importId, page.map(({ id }) => id)],
    )
    ctx.touch('import', importId)
    return true
  },
})

const idsOf = (page: readonly Effect[], type: string) => page.filter((one) => one.type === type).map(({ id }) => id)

async function madeOf(ctx: Context, importId: string, type: Effect['type']): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select object_id as id from import_effects where tenant_id = $1 and import_id = $2 and object_type = $3 and before is null`,
    [importId, type],
  )
  return rows.map(({ id }) => id)
}

/** Whole records: the effects of one are never torn apart by the end of a page. */
function effectsOf(
  ctx: Context,
  importId: string,
  where: string,
  after: number | null,
  order: 'seq' | 'seq desc',
): Promise<Effect[]> {
  return ctx.sql<Effect>(
    `select e.seq, e.object_type as type, e.object_id as id, e.before, e.after_version as version from import_effects e
      where e.tenant_id = $1 and e.import_id = $2 and e.seq in (
        select distinct seq from (select seq from import_effects where tenant_id = $1 and import_id = $2 and ${where} order by ${order} limit ${pageEffects}) x)
      order by e.${order}`,
    [importId, after],
  )
}

async function end(
  ctx: Context,
  importId: string,
  state: 'done' | 'undone',
  errors: readonly FieldError[],
): Promise<void> {
  await ctx.sql(
    `update imports set state = $3, phase = 'over', failure = $4, finished_at = $5, version = version + 1 where tenant_id = $1 and id = $2`,
    [importId, state, errors.length > 0 ? JSON.stringify(errors) : null, ctx.now],
  )
}
