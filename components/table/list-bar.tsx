'use client'

import { FilterBar, type FilterBarProps } from './filter-bar'
import type { TastedList } from './list-taste'
import { ViewMenu } from './view-menu'
import { ViewTabs } from './view-tabs'

/** Over every long list: the saved views as tabs, and the filters with the menu that keeps them as a view. */
export function ListBar({ tasted, aside, ...bar }: FilterBarProps & { tasted: TastedList }) {
  const { taste, views, path } = tasted
  return (
    <>
      <ViewTabs taste={taste} views={views} all={path} />
      <FilterBar
        {...bar}
        aside={
          <>
            <ViewMenu taste={taste} />
            {aside}
          </>
        }
      />
    </>
  )
}
