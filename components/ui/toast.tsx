'use client'

import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { Toaster as Base, toast } from 'sonner'

export { toast }

/** Eight seconds: long enough to read and to reach for undo. What must not be missed belongs on the page, not here. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  const t = useTranslations('ui')
  return (
    <Base
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      duration={8000}
      closeButton
      containerAriaLabel={t('toasts')}
      icons={{
        success: <CircleCheck className="size-4 text-green-text" />,
        error: <TriangleAlert className="size-4 text-danger-text" />,
        info: <Info className="size-4 text-blue-text" />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: t('dialog.close'),
        classNames: {
          toast:
            'flex w-89 items-start gap-2.5 rounded-md bg-raised py-3 pr-9 pl-3 text-sm text-fg shadow-float font-sans',
          title: 'font-medium',
          description: 'text-muted',
          icon: 'flex h-5 items-center',
          content: 'flex-1 min-w-0',
          actionButton: 'order-3 shrink-0 rounded-sm px-1.5 py-0.5 font-medium text-accent-text hover:bg-hover',
          closeButton:
            'absolute! top-2.5! right-2! left-auto! flex size-6! transform-none! items-center justify-center rounded-sm! border-0! bg-transparent! text-subtle! hover:bg-hover! hover:text-fg! [&_svg]:size-3.5',
        },
      }}
    />
  )
}
