'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { FilterBar } from '@/components/table/filter-bar'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import type { ListTaste } from '@/components/table/list-taste'
import { MissingNumbers, PasteNumbers } from '@/components/table/paste-numbers'
import { usePasted } from '@/components/table/use-pasted'
import { ViewMenu } from '@/components/table/view-menu'

/** Its tabs stand above it; pasted numbers are looked for in parcels of any state. */
export function ShippingBar({ taste, warehouses }: { taste: ListTaste; warehouses: Readonly<Record<string, string>> }) {
  const t = useTranslations('shipping')
  const pasted = usePasted(taste.list, taste.numbered)
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'select', key: 'warehouseCode', label: t('warehouse'), options: optionsOf(warehouses) },
      ...pasted.filters,
    ],
    [t, warehouses, pasted.filters],
  )
  return (
    <>
      <FilterBar
        filters={filters}
        aside={
          <>
            {taste.mayPaste ? <PasteNumbers list={taste.list} href="/shipping?state=all" find={pasted.find} /> : null}
            <ViewMenu taste={taste} />
          </>
        }
      />
      {pasted.set ? <MissingNumbers key={pasted.set} set={pasted.set} /> : null}
    </>
  )
}
