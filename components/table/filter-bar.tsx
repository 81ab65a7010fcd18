'use client'

import { ListFilterPlus, Search } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Spinner } from '@/components/ui/spinner'
import { FilterChip } from './filter-chip'
import { type FilterDef, keyOf, keysOf } from './filter-defs'
import { useFilters } from './use-filters'

export type FilterBarProps = {
  /** Keep it stable (useMemo or module scope). The page reads the same keys from its search params. */
  filters: readonly FilterDef[]
  /** A search field before the chips; Enter searches. */
  search?: { key: string; placeholder: string }
  /** Right side: sorting, columns, export. */
  aside?: ReactNode
}

export function FilterBar({ filters, search, aside }: FilterBarProps) {
  const t = useTranslations('ui.filter')
  const { values, set, clear, pending } = useFilters(filters, search?.key)
  const [more, setMore] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const params = useSearchParams()
  const query = search ? (values[search.key] ?? '') : ''
  const shownQuery = useRef(query)
  // Back and forward change the URL without the field: it follows, unless somebody is typing in it. What was typed before
  // this code had come is nobody's to take away.
  useEffect(() => {
    if (shownQuery.current === query) return
    shownQuery.current = query
    if (field.current && document.activeElement !== field.current) field.current.value = query
  }, [query])
  const isSet = (filter: FilterDef) => keysOf(filter).some((key) => values[key])
  const shown = filters.filter((filter) => more || !filter.rare || isSet(filter))
  const active = query !== '' || filters.some(isSet)
  return (
    <div className="flex flex-wrap items-center gap-2" data-print="hide">
      {search ? (
        <search className="w-full md:w-80">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              set({ [search.key]: field.current?.value.trim() ?? null })
            }}
          >
            <Input
              ref={field}
              name={search.key}
              type="search"
              defaultValue={query}
              aria-label={t('search')}
              placeholder={search.placeholder}
              lead={pending ? <Spinner /> : <Search />}
            />
            {/* Sent before this code has come, the browser itself asks for the list: with the other filters. */}
            {[...params].map(([name, value]) =>
              name === search.key || name === 'cursor' ? null : (
                <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
              ),
            )}
          </form>
        </search>
      ) : null}
      {shown.map((filter) => (
        <FilterChip key={keyOf(filter)} filter={filter} values={values} set={set} />
      ))}
      {shown.length < filters.length ? (
        <Button variant="ghost" onClick={() => setMore(true)}>
          <ListFilterPlus />
          {t('more')}
        </Button>
      ) : null}
      {active ? (
        <Button variant="ghost" onClick={clear}>
          {t('clear')}
        </Button>
      ) : null}
      {aside ? <div className="ml-auto flex items-center gap-2">{aside}</div> : null}
    </div>
  )
}
