import { z } from 'zod'
import { importKindNames, importPhases, importStates } from '@/lib/modules/exchange/states'

export type { ImportKind, ImportPhase, ImportState } from '@/lib/modules/exchange/states'

/** `skip` leaves bad rows out, `abort` takes nothing in when anything is wrong, `review` waits for a person after the check. */
export const onErrors = ['skip', 'abort', 'review'] as const

export const formatField = z.strictObject({
  encoding: z.enum(['utf-8', 'gb18030', 'utf-16le', 'utf-16be']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z.string().max(200).optional(),
})
export type ImportFormat = z.output<typeof formatField>

/** Our column → the heading it has in the file. */
export const mappingField = z.record(z.string().max(60), z.string().max(300))
export type ImportMapping = z.output<typeof mappingField>

export const importView = z.object({
  id: z.string(),
  kind: z.enum(importKindNames),
  profile: z.string(),
  shopCode: z.string().nullable(),
  warehouseCode: z.string().nullable(),
  fileName: z.string(),
  fileSize: z.number(),
  format: formatField,
  mapping: mappingField.nullable(),
  onError: z.enum(onErrors),
  state: z.enum(importStates),
  phase: z.enum(importPhases),
  /** Records done of the phase; with `total` the progress. */
  position: z.number().int(),
  total: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  failure: z.array(z.object({ path: z.string(), code: z.string() })),
  /** The file is still kept: rejects can be had with their rows, and the import can be taken back. */
  kept: z.boolean(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  version: z.number().int(),
})
export type ImportView = z.output<typeof importView>

export type ImportCounts = { total: number; created: number; updated: number; unchanged: number; rejected: number }
