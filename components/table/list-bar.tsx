'use client'

import { useMemo } from 'react'
import { FilterBar, type FilterBarProps } from './filter-bar'
import type { TastedList } from './list-taste'
import { MissingNumbers, PasteNumbers } from './paste-numbers'
import { usePasted } from './use-pasted'
import { ViewMenu } from './view-menu'
import { ViewTabs } from './view-tabs'

/** Over every long list: the saved views as tabs, the filters with the menu that keeps them as a view, and pasted numbers where its rows go by some. */
export function ListBar({ tasted, filters, aside, ...bar }: FilterBarProps & { tasted: TastedList }) {
  const { taste, views, path } = tasted
  const pasted = usePasted(taste.list, taste.numbered)
  const all = useMemo(() => [...filters, ...pasted.filters], [filters, pasted.filters])
  return (
    <>
      <ViewTabs taste={taste} views={views} all={path} />
      <FilterBar
        {...bar}
        filters={all}
        aside={
          <>
            {taste.numbered && taste.mayPaste ? (
              <PasteNumbers list={taste.list} href={path} find={pasted.find} />
            ) : null}
            <ViewMenu taste={taste} />
            {aside}
          </>
        }
      />
      {pasted.set ? <MissingNumbers key={pasted.set} set={pasted.set} /> : null}
    </>
  )
}
