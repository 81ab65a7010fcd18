'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export type BulkBarProps = {
  count: number
  /** Not the ticked rows are meant but all that the filter finds. */
  all: boolean
  /** Offered when the whole page is ticked and there is more. */
  onAll?: () => void
  onClear: () => void
  children: ReactNode
}

/** What can be done with the selected rows, where the eye and the thumb are; its buttons take variant "inverse". */
export function BulkBar({ count, all, onAll, onClear, children }: BulkBarProps) {
  const t = useTranslations('ui.list')
  return (
    <section
      aria-label={t('bulk')}
      data-print="hide"
      className="fixed inset-x-2 bottom-16 z-20 mx-auto flex w-fit max-w-[calc(100vw-1rem)] items-center gap-1 overflow-x-auto rounded-lg bg-inverse py-1.5 pr-1.5 pl-3.5 text-sm text-on-inverse shadow-float md:bottom-14"
    >
      <span role="status" data-figure="" className="mr-2 font-medium whitespace-nowrap tabular-nums">
        {all ? t('selectedAll') : t('selected', { count })}
      </span>
      {onAll && !all ? (
        <button
          type="button"
          onClick={onAll}
          className="mr-2 rounded-sm px-1 whitespace-nowrap underline underline-offset-2 hover:bg-on-inverse/12"
        >
          {t('selectMatching')}
        </button>
      ) : null}
      {children}
      <button
        type="button"
        onClick={onClear}
        aria-label={t('clearSelection')}
        title={t('clearSelection')}
        className="ml-1 flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-on-inverse/12 [&_svg]:size-4"
      >
        <X />
      </button>
    </section>
  )
}
