import { newId } from '@/lib/kernel/ids'
import type { PrintAnswer } from '@/lib/modules/prints/schema'
import type { PaperKind, PrintRefusal, ReprintReason } from '@/lib/modules/prints/states'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Paper = {
  /** What the paper is of, and by which id it is counted: a parcel's label is a new paper under a new number. */
  id: string
  /** What it is in the audit log, where its kind alone does not say. */
  subject?: string
  countedAs?: string
  reference: string
  shopId?: string | null
  warehouseId?: string | null
  copies?: number
  trackingNo?: string | null
}
export type Refused = PrintAnswer['refused'][number]

export const refusedRow = (
  id: string,
  reference: string,
  code: Exclude<PrintRefusal, 'not_found'>,
  characters: string[] = [],
): Refused => ({ id, reference, index: null, code, characters })

/** Told by its place alone: what belongs to another company is answered like what does not exist. */
export const unknownRow = (index: number): Refused => ({
  ...{ id: null, reference: null, index, code: 'not_found', characters: [] },
})

type Asked = { kind: PaperKind; papers: readonly Paper[]; refused: Refused[]; reprint?: ReprintReason | undefined }

/**
 * Writes down what is printed: for each paper the how-manieth it is. One that was printed before comes out only for a reason. Counting is
 * one statement that locks each paper's counter, so of two prints at one moment one is the second.
 */
export async function writeDown(ctx: Context, { kind, papers, refused, reprint }: Asked): Promise<PrintAnswer> {
  const keyOf = (paper: Paper) => paper.countedAs ?? paper.id
  const sorted = papers.map(keyOf).sort()
  await ctx.sql(
    `insert into print_counts (tenant_id, kind, subject_id, copies) select $1, $2, id, 0 from unnest($3::uuid[]) with ordinality as u(id, n)
      order by n on conflict do nothing`,
    [kind, sorted],
    'print-counters',
  )
  const before = await ctx.sql<{ id: string; copies: number }>(
    'select subject_id as id, copies from print_counts where tenant_id = $1 and kind = $2 and subject_id = any($3::uuid[]) order by subject_id for update',
    [kind, sorted],
    'print-counts-lock',
  )
  const copies = new Map(before.map((row) => [row.id, row.copies]))
  // Stickers and sheets of codes are used up and hung up everywhere: another one is not a second of anything.
  const stickers = kind === 'sku_label' || kind === 'bin_label' || kind === 'command_sheet'
  const again = (paper: Paper) => !stickers && (copies.get(keyOf(paper)) ?? 0) > 0
  const now = papers.filter((paper) => reprint !== undefined || !again(paper))
  for (const paper of papers)
    if (reprint === undefined && again(paper)) refused.push(refusedRow(paper.id, paper.reference, 'reprint'))
  if (now.length === 0) return { printId: null, kind, printed: [], refused }
  await ctx.sql(
    'update print_counts set copies = copies + 1 where tenant_id = $1 and kind = $2 and subject_id = any($3::uuid[])',
    [kind, now.map(keyOf)],
  )
  const printId = newId()
  const copyOf = (paper: Paper) => (copies.get(keyOf(paper)) ?? 0) + 1
  await insertMany(
    ctx,
    'prints',
    {
      id: ['uuid', now.map(() => newId())],
      batch_id: ['uuid', now.map(() => printId)],
      position: ['int', now.map((_, i) => i)],
      kind: ['text', now.map(() => kind)],
      subject_id: ['uuid', now.map((p) => p.id)],
      reference: ['text', now.map((p) => p.reference)],
      shop_id: ['uuid', now.map((p) => p.shopId ?? null)],
      warehouse_id: ['uuid', now.map((p) => p.warehouseId ?? null)],
      copy: ['int', now.map(copyOf)],
      copies: ['int', now.map((p) => p.copies ?? 1)],
      reason: ['text', now.map((p) => (again(p) ? (reprint ?? null) : null))],
      printed_by: ['text', now.map(() => ctx.actor.name)],
      printed_by_id: ['uuid', now.map(() => ctx.actor.id)],
      printed_at: ['timestamptz', now.map(() => ctx.now)],
    },
    'returning id',
  )
  for (const paper of now) ctx.touch(paper.subject ?? subjects[kind], paper.id)
  ctx.tell({ kind, papers: now.length, refused: refused.length, ...(reprint && { reprint }) })
  const printed = now.map((p) => ({
    id: p.id,
    reference: p.reference,
    copy: copyOf(p),
    trackingNo: p.trackingNo ?? null,
  }))
  return { printId, kind, printed, refused }
}

const subjects: Record<PaperKind, string> = {
  label: 'fulfilment',
  packing_slip: 'fulfilment',
  pick_list: 'wave',
  wave_summary: 'wave',
  count_sheet: 'stocktake',
  hand_over: 'hand_over',
  carton_mark: 'fulfilment',
  sku_label: 'sku',
  bin_label: 'bin',
  command_sheet: 'company',
}
