'use client'

import { ChevronDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Popover } from '@/components/ui/popover'
import { readPairs } from '@/lib/kernel/pairs'
import { type FilterDef, keysOf, listOf } from './filter-defs'
import { FilterEditor } from './filter-editor'
import { useRemoteOptions } from './use-remote-options'

export type FilterChipProps = {
  filter: FilterDef
  values: Record<string, string | null>
  set: (changes: Record<string, string | null>) => void
}

function useSummary(filter: FilterDef, values: Record<string, string | null>): string | null {
  const t = useTranslations('ui.dates')
  const { names: remote } = useRemoteOptions(filter, filter.kind === 'remote' && Boolean(values[filter.key]))
  if ('from' in filter) {
    const from = values[filter.from]
    const to = values[filter.to]
    if (!from && !to) return null
    return from === to ? (from ?? '') : t('range', { from: from ?? '…', to: to ?? '…' })
  }
  const value = values[filter.key]
  if (!value) return null
  if (filter.kind === 'text') return value
  if (filter.kind === 'pairs')
    return (readPairs(value) ?? []).map(([name, text]) => `${name} ${text}`).join(', ') || value
  if (filter.kind === 'remote') return remote.find((option) => option.value === value)?.label ?? '…'
  const labels = (filter.multiple ? listOf(value) : [value]).map(
    (one) => filter.options.find((option) => option.value === one)?.label ?? one,
  )
  return labels.length > 2 ? `${labels.slice(0, 2).join(', ')} +${labels.length - 2}` : labels.join(', ')
}

/** A filter as a chip: pressed it opens its choices, set it shows them and can be removed. */
export function FilterChip({ filter, values, set }: FilterChipProps) {
  const t = useTranslations('ui.filter')
  const [open, setOpen] = useState(false)
  const summary = useSummary(filter, values)
  return (
    <span
      className={cn(
        'inline-flex h-8 max-w-full shrink-0 items-center rounded-md border text-sm',
        summary === null
          ? 'border-dashed border-line-strong text-muted hover:bg-hover hover:text-fg'
          : 'border-accent-line bg-accent-soft text-accent-text',
      )}
    >
      <Popover
        label={filter.label}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            className={cn(
              'flex h-full min-w-0 items-center gap-1.5 rounded-md pl-2.5 [&_svg]:size-3.5 [&_svg]:shrink-0',
              summary === null ? 'pr-2' : 'pr-1.5',
            )}
          >
            <span className={cn(summary !== null && 'font-medium')}>{filter.label}</span>
            {summary === null ? <ChevronDown /> : <span className="truncate">{summary}</span>}
          </button>
        }
      >
        <FilterEditor filter={filter} values={values} set={set} close={() => setOpen(false)} />
      </Popover>
      {summary === null ? null : (
        <button
          type="button"
          aria-label={t('remove', { name: filter.label })}
          className="mr-1 flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-accent-line [&_svg]:size-3.5"
          onClick={() => set(Object.fromEntries(keysOf(filter).map((key) => [key, null])))}
        >
          <X />
        </button>
      )}
    </span>
  )
}
