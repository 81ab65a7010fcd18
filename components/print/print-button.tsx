'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PrintDialog, type PrintDialogProps } from '@/components/print/print-dialog'
import { Button, type ButtonProps } from '@/components/ui/button'

type Props = Omit<PrintDialogProps, 'close'> &
  Pick<ButtonProps, 'variant' | 'size'> & {
    /** Read aloud and shown by a mouse, where the picture alone has to do: one of many in a list. */
    label?: string
  }

/** Opens the dialog of a print; its button has the focus, so two times Enter prints. */
export function PrintButton({ variant, size, label, ...print }: Props) {
  const t = useTranslations('prints.button')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant={variant} size={size} aria-label={label} title={label} onClick={() => setOpen(true)}>
        <Printer aria-hidden="true" />
        {label ? null : t(print.kind)}
      </Button>
      {open ? <PrintDialog {...print} close={() => setOpen(false)} /> : null}
    </>
  )
}
