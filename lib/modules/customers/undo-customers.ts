import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { customerAad } from '@/lib/modules/customers/internal/customer-body'
import { writeCustomers } from '@/lib/modules/customers/internal/write-customers'
import type { SealedState } from '@/lib/modules/customers/save-customers'
import type { CustomerBody } from '@/lib/modules/customers/schema'
import { dropMarks, noted } from '@/lib/modules/settings/marks'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

/** What an import made (no `before`) or changed, and the version it left. */
type Undone = { type: string; id: string; before: Record<string, unknown> | null; version: number | null }

const ofCustomers = (effects: readonly Undone[]) => effects.filter(({ type }) => type === 'customer')

/** Customers that somebody has changed or written notes on since; what they bought hangs on their phone and not on this row. */
export async function customerBlockers(ctx: Context, effects: readonly Undone[]): Promise<FieldError[]> {
  const mine = ofCustomers(effects)
  if (mine.length === 0) return []
  const rows = await ctx.sql<{ number: string }>(
    `select c.number from customers c join unnest($2::uuid[], $3::int[], $4::boolean[]) as u(id, version, made) on u.id = c.id
      where c.tenant_id = $1 and (c.version <> u.version or (u.made and ${noted('customer', 'c.id')})) order by c.number`,
    [mine.map(({ id }) => id), mine.map(({ version }) => version), mine.map(({ before }) => !before)],
  )
  return rows.map(({ number }) => ({ path: number, code: 'changed_since' }))
}

/** Puts back who was changed and removes who was made, unless somebody has changed them since: their words are not written over. */
export async function undoCustomers(ctx: Context, effects: readonly Undone[]): Promise<void> {
  const mine = ofCustomers(effects)
  if (mine.length === 0) return
  await ctx.sql('select id from customers where tenant_id = $1 and id = any($2::uuid[]) order by id for update', [
    mine.map(({ id }) => id),
  ])
  const errors = await customerBlockers(ctx, mine)
  if (errors.length > 0) invalid(errors)
  const gone = mine.filter(({ before }) => !before).map(({ id }) => id)
  await dropMarks(ctx, 'customer', gone)
  await ctx.sql('delete from customer_tokens where tenant_id = $1 and customer_id = any($2::uuid[])', [gone])
  await ctx.sql('delete from customers where tenant_id = $1 and id = any($2::uuid[])', [gone])
  const crypt = await ctx.crypt()
  await writeCustomers(
    ctx,
    mine.flatMap(({ id, before }) => {
      if (!before) return []
      const { body, words, group, tags } = before as SealedState
      return {
        id,
        body: JSON.parse(crypt.open(customerAad(id), Buffer.from(body, 'base64'))) as CustomerBody,
        note: openWords(crypt, wordsAad('customers', id), Buffer.from(words, 'base64'), ''),
        group,
        tags,
      }
    }),
  )
}
