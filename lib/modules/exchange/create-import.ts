import { z } from 'zod'
import { uploadField } from '@/lib/kernel/fields'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { importQueued } from '@/lib/modules/exchange/events'
import { importRow, importViewOf } from '@/lib/modules/exchange/internal/import-rows'
import { expectRights } from '@/lib/modules/exchange/internal/rights'
import { importView } from '@/lib/modules/exchange/schema'
import { importKindNames, importKinds, isArchive } from '@/lib/modules/exchange/states'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { seesAll } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

const megabyte = 1024 * 1024
const code = z.string().trim().max(100)

export const createImport = command({
  name: 'import.create',
  summary: 'Send a file in: orders, products, SKUs, categories or stock; it is taken in by the workers',
  http: { method: 'POST', path: '/imports', status: 202 },
  upload: { purpose: 'imports', most: 100 * megabyte },
  input: z.strictObject({
    file: uploadField,
    kind: z.enum(importKindNames),
    profile: z.string().max(40).default('generic'),
    /** Whose orders they are. */
    shopCode: code.optional(),
    /** Where the stock lies, unless the file says it row by row. */
    warehouseCode: code.optional(),
    onError: z.enum(['skip', 'abort']).default('skip'),
    /** `draft`: nothing happens before somebody has looked at its columns. */
    start: z.enum(['now', 'draft']).default('now'),
  }),
  example: {
    kind: 'orders',
    profile: 'generic',
    shopCode: 'tmall',
    file: { id: '0195f0a0-0000-7000-8000-000000000000', name: 'orders.csv', size: 1024, hash: '' },
  },
  output: importView,
  async run(ctx, { file, kind, profile, shopCode, warehouseCode, onError, start }) {
    expectRights(ctx.actor, kind)
    const errors: FieldError[] = []
    if (!importKinds[kind].some((known) => known === profile)) errors.push({ path: 'profile', code: 'unknown' })
    const shop = shopCode ? await shopByCode(ctx, shopCode) : undefined
    if (shopCode && !shop) errors.push({ path: 'shopCode', code: 'unknown' })
    if (kind === 'orders' && !shopCode) errors.push({ path: 'shopCode', code: 'required' })
    const warehouse = warehouseCode ? await warehouseByCode(ctx, warehouseCode) : undefined
    if (warehouseCode && !warehouse) errors.push({ path: 'warehouseCode', code: 'unknown' })
    // A file names warehouses by itself; who sees only some of them says which one it is for.
    if (kind === 'stock' && !warehouseCode && !seesAll(ctx.actor))
      errors.push({ path: 'warehouseCode', code: 'required' })
    if (errors.length > 0) invalid(errors)
    const draft = start === 'draft' && !isArchive({ kind, profile })
    const made = await ctx.sql<{ id: string }>(
      `insert into imports (tenant_id, id, kind, profile, shop_id, warehouse_id, file_name, file_size, on_error, state, phase, actor_kind, actor_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict do nothing returning id`,
      [
        file.id,
        kind,
        profile,
        kind === 'orders' ? shop?.id : null,
        kind === 'stock' ? warehouse?.id : null,
        file.name,
        file.size,
        start === 'draft' ? 'review' : onError,
        draft ? 'draft' : 'queued',
        draft ? 'draft' : 'check',
        ctx.actor.kind,
        ctx.actor.id,
        ctx.now,
      ],
    )
    // A file is imported once; the same content again is another file.
    if (made.length === 0) invalid([{ path: 'file', code: 'taken' }])
    if (!draft) ctx.emit(importQueued(file.id))
    ctx.touch('import', file.id)
    ctx.tell({ kind, profile })
    return importViewOf(await importRow(ctx, file.id))
  },
})
