import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid, refuse } from '@/lib/kernel/refusal'
import { importQueued } from '@/lib/modules/exchange/events'
import { columnsOf } from '@/lib/modules/exchange/import-columns'
import { headerKey } from '@/lib/modules/exchange/internal/header-key'
import { importRow, importViewOf } from '@/lib/modules/exchange/internal/import-rows'
import { expectRights } from '@/lib/modules/exchange/internal/rights'
import {
  formatField,
  type ImportKind,
  type ImportMapping,
  importView,
  mappingField,
} from '@/lib/modules/exchange/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const startImport = command({
  name: 'import.start',
  summary: 'Check a file under a mapping of its columns, or take in what a check found good',
  http: { method: 'POST', path: '/imports/{importId}/start' },
  input: z.strictObject({
    importId: id('import'),
    /** How the file is written; guessed where it is not said. */
    format: formatField.optional(),
    mapping: mappingField.optional(),
    /** The headings of the file, under which the mapping is remembered. */
    header: z.array(z.string().max(300)).max(500).optional(),
    version: versionField.optional(),
  }),
  example: { mapping: { code: '商家编码', name: '商品名称' } },
  output: importView,
  async run(ctx, { importId, format, mapping, header, version }) {
    const row = await importRow(ctx, importId, 'change')
    expectVersion(row, version)
    expectRights(ctx.actor, row.kind)
    if (row.purged_at) refuse('not_found')
    const load = row.state === 'checked' && !mapping && !format
    if (!load && !['draft', 'checked', 'failed'].includes(row.state))
      refuse('illegal_transition', { from: row.state, to: 'queued' })
    if (mapping) {
      const errors = mappingErrors(row.kind, row.profile, mapping)
      if (errors.length > 0) invalid(errors)
    }
    await ctx.sql(
      `update imports set state = 'queued', phase = $3, position = 0, format = coalesce($4::jsonb, format), mapping = coalesce($5::jsonb, mapping),
              failure = null, version = version + 1 where tenant_id = $1 and id = $2`,
      [
        importId,
        load ? 'load' : 'check',
        format ? JSON.stringify(format) : null,
        mapping ? JSON.stringify(mapping) : null,
      ],
    )
    if (mapping && header) {
      await ctx.sql(
        `insert into import_mappings (tenant_id, kind, header_key, mapping, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, kind, header_key) do update set mapping = excluded.mapping, updated_at = excluded.updated_at`,
        [row.kind, headerKey(header), JSON.stringify(mapping), ctx.now],
      )
    }
    ctx.emit(importQueued(importId))
    ctx.touch('import', importId)
    return importViewOf(await importRow(ctx, importId))
  },
})

/** Every required column has its heading, and no heading means two things. */
function mappingErrors(kind: ImportKind, profile: string, mapping: ImportMapping): FieldError[] {
  if (profile !== 'generic') return [{ path: 'mapping', code: 'fixed_layout' }]
  const { all, required } = columnsOf(kind)
  const headings = Object.values(mapping)
  return [
    ...required.filter((column) => !mapping[column]).map((column) => ({ path: `mapping.${column}`, code: 'required' })),
    ...Object.entries(mapping).flatMap(([column, heading], i) => {
      if (!all.includes(column)) return [{ path: `mapping.${column}`, code: 'unknown_field' }]
      return headings.indexOf(heading) < i ? [{ path: `mapping.${column}`, code: 'duplicate' }] : []
    }),
  ]
}
