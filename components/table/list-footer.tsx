'use client'

import { ChevronLeft, ChevronRight, Rows3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { remember } from '@/components/layout/remember'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Spinner } from '@/components/ui/spinner'
import { DENSITIES, DENSITY_COOKIE, type Density, densityOf } from './density'

export type ListFooterProps = {
  shown: number
  pending: boolean
  previous: (() => void) | null
  next: (() => void) | null
}

function DensityMenu() {
  const t = useTranslations('ui.list')
  const [density, setDensity] = useState<Density>('normal')
  useEffect(() => setDensity(densityOf(document.documentElement.dataset.density)), [])
  function choose(value: Density) {
    document.documentElement.dataset.density = value
    remember(DENSITY_COOKIE, value)
    setDensity(value)
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

export function ListFooter({ shown, pending, previous, next }: ListFooterProps) {
  const t = useTranslations('ui.list')
  return (
    <div
      data-print="hide"
      className="flex h-11 shrink-0 items-center gap-3 border-t border-line bg-surface px-3 text-xs text-muted"
    >
      <DensityMenu />
      <span data-figure="">{t('shown', { count: shown })}</span>
      <span className="max-lg:hidden">{t('keys')}</span>
      <span className="ml-auto flex items-center gap-1.5">
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
