'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { AssemblyView } from '@/lib/modules/inventory/assembly-schema'
import { cancelAssemblyAction, completeAssemblyAction } from '../../actions'

type Props = { order: AssemblyView; rights: { complete: boolean; cancel: boolean } }

/** What may be done with a draft; completing says first what follows. */
export function AssemblyActions({ order, rights }: Props) {
  const t = useTranslations('pools.assembly')
  const router = useRouter()
  const [asking, setAsking] = useState<'complete' | 'cancel' | null>(null)
  const { id: assemblyId, version, number, kind, quantity } = order
  const done = (text: string) => () => {
    setAsking(null)
    toast.success(text)
    router.refresh()
  }
  const completing = useAction(completeAssemblyAction, done(t('completed', { number })))
  const cancelling = useAction(cancelAssemblyAction, done(t('cancelled', { number })))
  return (
    <>
      {rights.cancel ? (
        <Button variant="quietDanger" onClick={() => setAsking('cancel')}>
          {t('cancel')}
        </Button>
      ) : null}
      {rights.complete ? (
        <Dialog
          size="sm"
          open={asking === 'complete'}
          onOpenChange={(open) => setAsking(open ? 'complete' : null)}
          title={t('completeTitle', { number })}
          description={t(kind === 'assemble' ? 'completeAssemble' : 'completeDisassemble', { quantity })}
          trigger={<Button variant="primary">{t('complete')}</Button>}
          footer={
            <>
              <Button onClick={() => setAsking(null)}>{t('keepDraft')}</Button>
              <Button
                variant="primary"
                pending={completing.pending}
                onClick={() => completing.run({ assemblyId, version })}
              >
                {t('complete')}
              </Button>
            </>
          }
        />
      ) : null}
      {asking === 'cancel' ? (
        <ConfirmDialog
          title={t('cancelTitle', { number })}
          text={t('cancelText')}
          confirm={t('cancel')}
          pending={cancelling.pending}
          onConfirm={() => cancelling.run({ assemblyId, version })}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}
