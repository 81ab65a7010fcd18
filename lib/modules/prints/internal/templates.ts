import type { Template } from '@/lib/modules/prints/schema'
import { blocksOf, neededBlocks, type TemplateKind } from '@/lib/modules/prints/states'

type Row = { block: string; on: boolean }

/** Every block of a template once: those it names in its sequence, the others after them and off; what a paper needs is on. */
function rowsOf<R extends Row>(kind: TemplateKind, rows: readonly R[]): R[] {
  const named = new Set(rows.map((row) => row.block))
  const others = blocksOf[kind].filter((block) => !named.has(block)).map((block) => ({ block, on: false }) as R)
  return [...rows, ...others].map((row) => ({ ...row, on: row.on || neededBlocks[kind].includes(row.block) }))
}

export function allBlocks({ label, slip, closing }: Template, goods = true): Template {
  const labels = rowsOf('label', label)
  return {
    label: goods ? labels : labels.map((row) => (row.block === 'goods' ? { ...row, on: false } : row)),
    slip: rowsOf('slip', slip),
    closing,
  }
}

/** What is drawn, in its sequence. */
export const shown = <R extends Row>(rows: readonly R[]): R['block'][] =>
  rows.flatMap((row) => (row.on ? [row.block] : []))
