import { createParser, parseAsString } from 'nuqs'
import type { Option } from '@/components/ui/select'

/** A filter whose values live in the URL under `key` (dates and ranges: `from` and `to`). `rare`: out of sight until it is set or asked for. */
export type FilterDef = { rare?: boolean } & FilterKind

type FilterKind =
  | { kind: 'select'; key: string; label: string; options: readonly Option[]; multiple?: boolean }
  /** Choices that are asked for when the chip is opened: `href` answers `{ items: [{ id, name }] }`. */
  | { kind: 'remote'; key: string; label: string; href: string; fixed?: readonly Option[] }
  | { kind: 'text'; key: string; label: string; placeholder?: string }
  | { kind: 'dates'; from: string; to: string; label: string }
  /** Amounts; `unit` stands behind them. */
  | { kind: 'range'; from: string; to: string; label: string; unit: string }
  /** Values by name, as `readPairs` of the kernel reads them; `names` are offered, others can be typed. */
  | { kind: 'pairs'; key: string; label: string; names: readonly string[] }

export type FilterEditorProps = {
  filter: FilterDef
  values: Record<string, string | null>
  set: (changes: Record<string, string | null>) => void
  close: () => void
}

/** Choices out of names by code: warehouses, shops. */
export function optionsOf(names: Readonly<Record<string, string>>): Option[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}

export function keyOf(filter: FilterDef): string {
  return 'from' in filter ? filter.from : filter.key
}

export function keysOf(filter: FilterDef): string[] {
  return 'from' in filter ? [filter.from, filter.to] : [filter.key]
}

/** Empty means absent, so that a cleared filter leaves the URL. */
export const textParser = createParser({
  parse: (value) => parseAsString.parse(value.trim()) || null,
  serialize: (value: string) => value,
})

/** Several choices are one comma-separated value: `?hold=unpaid,manual`. */
export function listOf(value: string | null | undefined): string[] {
  return value ? value.split(',').filter(Boolean) : []
}
