'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { scrimStyle } from '@/components/ui/dialog'
import { PaletteBody } from './palette-body'

type Props = ComponentProps<typeof PaletteBody> & {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** How many times it was opened: what was typed at one time is not there at the next. */
  opened: number
}

export function PaletteDialog({ open, onOpenChange, opened, ...body }: Props) {
  const t = useTranslations('ui.palette')
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrimStyle} />
        <Dialog.Popup className="fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <PaletteBody key={opened} {...body} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
