import { z } from 'zod'
import { placeOf } from '@/lib/modules/exchange/internal/open-import'
import { command } from '@/lib/platform/door/use-case'
import { dropFile, oldFiles } from '@/lib/platform/files/store'

const day = 86_400_000
/** Long enough to mend what was rejected and to notice that the wrong file was loaded. */
const keptDays = 30
const mostATurn = 100

/** Imported files hold people's names and addresses: they go after a month, and so does a file no import was made of. */
export const purgeImports = command({
  name: 'import.purge',
  summary: 'Forget the files of old imports',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const before = new Date(ctx.now.getTime() - keptDays * day)
    const rows = await ctx.sql<{ id: string }>(
      `select id from imports where tenant_id = $1 and purged_at is null and created_at < $2 and state not in ('queued', 'running')
        order by created_at limit ${mostATurn} for no key update skip locked`,
      [before],
    )
    const ids = rows.map(({ id }) => id)
    for (const id of ids) await dropFile(placeOf(ctx.tenantId, id))
    await ctx.sql('delete from import_effects where tenant_id = $1 and import_id = any($2::uuid[])', [ids])
    await ctx.sql('update imports set purged_at = $3 where tenant_id = $1 and id = any($2::uuid[])', [ids, ctx.now])
    const stray = await oldFiles(ctx.tenantId, 'imports', new Date(ctx.now.getTime() - day))
    const known = await ctx.sql<{ id: string }>(
      'select id from imports where tenant_id = $1 and id::text = any($2) and purged_at is null',
      [stray],
    )
    const owned = new Set(known.map(({ id }) => id))
    for (const id of stray) if (!owned.has(id)) await dropFile(placeOf(ctx.tenantId, id))
    // Pictures whose keeping was rolled back, and uploads that were never kept.
    const drawn = await oldFiles(ctx.tenantId, 'images', new Date(ctx.now.getTime() - day))
    const shown = await ctx.sql<{ id: string }>(
      'select id from product_images where tenant_id = $1 and id::text = any($2)',
      [drawn.map((name) => name.replace(/-thumb$/, ''))],
    )
    const alive = new Set(shown.map(({ id }) => id))
    for (const id of drawn)
      if (!alive.has(id.replace(/-thumb$/, ''))) await dropFile({ tenantId: ctx.tenantId, purpose: 'images', id })
    return { more: ids.length === mostATurn }
  },
})
