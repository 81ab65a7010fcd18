'use client'

import { ChevronLeft, ChevronRight, Rows3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ExportMenu } from '@/components/exchange/export-menu'
import { useDesk } from '@/components/layout/desk'
import { remember } from '@/components/layout/remember'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Spinner } from '@/components/ui/spinner'
import { ColumnChooser, type ColumnName } from './column-chooser'
import { DENSITIES, DENSITY_COOKIE, type Density, densityOf } from './density'
import type { ListTaste } from './list-taste'

export type ListFooterProps = {
  shown: number
  pending: boolean
  previous: (() => void) | null
  next: (() => void) | null
  taste?: ListTaste
  /** Absent: no list of records below it, so that its columns cannot be chosen and its keys mean nothing. */
  columns?: readonly ColumnName[]
}

/** The cookie paints this browser's next page right at once; the server keeps the choice for the member's other browsers. */
function DensityMenu({ kept }: { kept: Density | undefined }) {
  const t = useTranslations('ui.list')
  const desk = useDesk()
  const [density, setDensity] = useState<Density>('normal')
  useEffect(() => {
    const known = document.cookie.includes(`${DENSITY_COOKIE}=`)
    const value = known || !kept ? densityOf(document.documentElement.dataset.density) : kept
    if (!known && kept) show(kept)
    setDensity(value)
  }, [kept])
  function choose(value: Density) {
    show(value)
    setDensity(value)
    void desk.setPreferences({ density: value })
  }
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('density')}
          title={t('density')}
          className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg max-md:hidden [&_svg]:size-4"
        >
          <Rows3 />
        </button>
      }
      entries={DENSITIES.map((key) => ({
        kind: 'choice' as const,
        key,
        label: t(key),
        checked: key === density,
        onSelect: () => choose(key),
      }))}
    />
  )
}

function show(density: Density) {
  document.documentElement.dataset.density = density
  remember(DENSITY_COOKIE, density)
}

export function ListFooter({ shown, pending, previous, next, taste, columns }: ListFooterProps) {
  const t = useTranslations('ui.list')
  return (
    <div
      data-print="hide"
      className="flex h-11 shrink-0 items-center gap-3 border-t border-line bg-surface px-3 text-xs text-muted"
    >
      <span className="flex items-center max-md:hidden">
        <DensityMenu kept={taste?.density} />
        {taste && columns ? <ColumnChooser taste={taste} columns={columns} /> : null}
      </span>
      <span data-figure="">{t('shown', { count: shown })}</span>
      {columns ? <span className="max-lg:hidden">{t('keys')}</span> : null}
      <span className="ml-auto flex items-center gap-1.5">
        <ExportMenu />
        {pending ? <Spinner /> : null}
        <Button size="sm" disabled={!previous || pending} onClick={() => previous?.()} aria-label={t('previous')}>
          <ChevronLeft />
        </Button>
        <Button size="sm" disabled={!next || pending} onClick={() => next?.()} aria-label={t('next')}>
          <ChevronRight />
        </Button>
      </span>
    </div>
  )
}
