'use client'

import { useEffect, useState } from 'react'
import type { Option } from '@/components/ui/select'
import type { FilterDef } from './filter-defs'

/** Kept for a minute: chips of one page must not each ask anew. */
const known = new Map<string, { at: number; options: Promise<readonly Option[]> }>()
const freshMs = 60_000

export function namesFrom(href: string): Promise<readonly Option[]> {
  const kept = known.get(href)
  if (kept && Date.now() - kept.at < freshMs) return kept.options
  const options = fetch(href)
    .then(async (answer) =>
      answer.ok ? ((await answer.json()) as { items: { id: string; name: string }[] }).items : [],
    )
    .then((items) => items.map(({ id, name }) => ({ value: id, label: name })))
    .catch(() => [])
  known.set(href, { at: Date.now(), options })
  return options
}

/** Somebody made or did away with one of them. */
export function forgetNames(href: string): void {
  known.delete(href)
}

export function useRemoteOptions(filter: FilterDef, wanted: boolean): readonly Option[] {
  const [options, setOptions] = useState<readonly Option[]>([])
  const href = filter.kind === 'remote' ? filter.href : null
  useEffect(() => {
    let here = true
    if (href && wanted) void namesFrom(href).then((found) => here && setOptions(found))
    return () => {
      here = false
    }
  }, [href, wanted])
  return filter.kind === 'remote' ? [...(filter.fixed ?? []), ...options] : []
}
