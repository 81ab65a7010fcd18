'use client'

import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useDesk } from '@/components/layout/desk'
import type { FindNumbers } from '@/components/table/numbers-dialog'
import type { FilterDef } from './filter-defs'

/**
 * What somebody pasted into this list: the set its address names, the chip that takes it off, and the way to paste. The chip is there for
 * who may not paste, too: a list that is narrowed says so. `numbered`: the list knows sets.
 */
export function usePasted(list: string, numbered: boolean) {
  const t = useTranslations('ui.numbers')
  const desk = useDesk()
  const asked = useSearchParams().get('set')
  const set = numbered ? asked : null
  const filters = useMemo<FilterDef[]>(
    () =>
      set ? [{ kind: 'select', key: 'set', label: t('label'), options: [{ value: set, label: t('pasted') }] }] : [],
    [set, t],
  )
  const find: FindNumbers = ({ numbers }) => desk.findInList({ list, numbers })
  return { set, filters, find }
}
