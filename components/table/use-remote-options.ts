'use client'

import { useEffect, useState } from 'react'
import type { Option } from '@/components/ui/select'
import type { FilterDef } from './filter-defs'

/** Kept for a minute: chips of one page must not each ask anew. */
const known = new Map<string, { at: number; options: Promise<readonly Option[] | null> }>()
const freshMs = 60_000

/** null: nobody answered, which is not kept: the next who asks asks anew. */
function namesFrom(href: string): Promise<readonly Option[] | null> {
  const kept = known.get(href)
  if (kept && Date.now() - kept.at < freshMs) return kept.options
  const options = ask(href).then((found) => {
    if (found === null && known.get(href)?.options === options) known.delete(href)
    return found
  })
  known.set(href, { at: Date.now(), options })
  return options
}

async function ask(href: string): Promise<readonly Option[] | null> {
  try {
    const answer = await fetch(href)
    if (!answer.ok) return null
    const { items } = (await answer.json()) as { items: { id: string; name: string }[] }
    return items.map(({ id, name }) => ({ value: id, label: name }))
  } catch {
    return null
  }
}

export type RemoteNames = {
  names: readonly Option[]
  /** Nobody answered. */
  failed: boolean
  /** Asks anew: somebody made or did away with one of them, or wants to try again. */
  again: () => void
}

const none: readonly Option[] = []

/** The names behind an address, asked for as soon as there is one. */
export function useNamesFrom(href: string | null): RemoteNames {
  const [found, setFound] = useState<{ href: string; names: readonly Option[] | null } | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let here = true
    if (href && round > 0) known.delete(href)
    if (href) void namesFrom(href).then((names) => here && setFound({ href, names }))
    return () => {
      here = false
    }
  }, [href, round])
  const own = found?.href === href ? found : null
  return {
    names: own?.names ?? none,
    failed: own?.names === null,
    again: () => setRound((before) => before + 1),
  }
}

export function useRemoteOptions(filter: FilterDef, wanted: boolean): RemoteNames {
  const remote = useNamesFrom(filter.kind === 'remote' && wanted ? filter.href : null)
  return { ...remote, names: filter.kind === 'remote' ? [...(filter.fixed ?? []), ...remote.names] : none }
}
