'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PrintDialog, type PrintDialogProps } from '@/components/print/print-dialog'
import { Button, type ButtonProps } from '@/components/ui/button'

type Props = Omit<PrintDialogProps, 'close'> & Pick<ButtonProps, 'variant' | 'size'>

/** Opens the dialog of a print; its button has the focus, so two times Enter prints. */
export function PrintButton({ variant, size, ...print }: Props) {
  const t = useTranslations('prints.button')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant={variant} size={size} onClick={() => setOpen(true)}>
        <Printer aria-hidden="true" />
        {t(print.kind)}
      </Button>
      {open ? <PrintDialog {...print} close={() => setOpen(false)} /> : null}
    </>
  )
}
