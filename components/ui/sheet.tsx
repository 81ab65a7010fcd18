'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement, ReactNode } from 'react'
import { cn } from './cn'
import { scrimStyle } from './dialog'

export type SheetProps = {
  title: ReactNode
  trigger?: ReactElement<Record<string, unknown>>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
  footer?: ReactNode
  /** From the right for a look at one row of a list, from below on a phone. */
  side?: 'right' | 'bottom'
}

const SIDES = {
  right:
    'inset-y-0 right-0 w-[min(36rem,100vw)] border-l data-ending-style:translate-x-full data-starting-style:translate-x-full',
  bottom:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-lg border-t pb-[env(safe-area-inset-bottom)] data-ending-style:translate-y-full data-starting-style:translate-y-full',
}

export function Sheet({ title, trigger, open, onOpenChange, children, footer, side = 'right' }: SheetProps) {
  const t = useTranslations('ui.dialog')
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={scrimStyle} />
        <Base.Popup
          className={cn(
            'fixed z-50 flex flex-col border-line bg-raised shadow-float outline-none transition-transform duration-150 ease-out',
            SIDES[side],
          )}
        >
          <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line-soft px-4">
            <Base.Title className="min-w-0 flex-1 truncate text-base font-semibold">{title}</Base.Title>
            <Base.Close
              aria-label={t('close')}
              className="-mr-2 flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-fg [&_svg]:size-4"
            >
              <X />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
          {footer ? (
            <footer className="flex justify-end gap-2 border-t border-line-soft px-4 py-3">{footer}</footer>
          ) : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
