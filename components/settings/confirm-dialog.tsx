'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type Props = {
  title: string
  text: ReactNode
  confirm: string
  pending: boolean
  onConfirm: () => void
  onClose: () => void
}

/** For what shuts somebody or something out; says what follows before it is done. */
export function ConfirmDialog({ title, text, confirm, pending, onConfirm, onClose }: Props) {
  const t = useTranslations('common.actions')
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || onClose()}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="danger" pending={pending} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    />
  )
}
