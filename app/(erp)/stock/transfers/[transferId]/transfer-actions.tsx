'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { readNumbers } from '@/components/batches/lot-input'
import { NumbersField } from '@/components/batches/numbers-field'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { TransferView } from '@/lib/modules/inventory/schema'
import { cancelTransferAction, shipTransferAction } from '../../actions'

type Props = {
  transfer: TransferView
  from: string
  to: string
  rights: { ship: boolean; cancel: boolean; update: boolean }
}

/** What may be done with a draft; sending it off says first what follows. */
export function TransferActions({ transfer, from, to, rights }: Props) {
  const t = useTranslations('places.transfer')
  const router = useRouter()
  const [asking, setAsking] = useState<'ship' | 'cancel' | null>(null)
  const { id: transferId, version, number } = transfer
  const numbered = transfer.lines.filter((line) => line.serialMode === 'receipt')
  const [read, setRead] = useState<Readonly<Record<string, string>>>({})
  const serials = numbered.map(({ id }) => ({ lineId: id, numbers: readNumbers(read[id] ?? '') }))
  const done = (text: string) => () => {
    setAsking(null)
    toast.success(text)
    router.refresh()
  }
  const shipping = useAction(shipTransferAction, done(t('shipped', { number })))
  const cancelling = useAction(cancelTransferAction, done(t('cancelled', { number })))
  return (
    <>
      {rights.cancel ? (
        <Button variant="quietDanger" onClick={() => setAsking('cancel')}>
          {t('cancel')}
        </Button>
      ) : null}
      {rights.update ? <ButtonLink href={`/stock/transfers/new?edit=${transferId}`}>{t('edit')}</ButtonLink> : null}
      {rights.ship ? (
        <Dialog
          size="sm"
          open={asking === 'ship'}
          onOpenChange={(open) => setAsking(open ? 'ship' : null)}
          title={t('shipTitle', { number })}
          description={t('shipText', { from, to })}
          trigger={<Button variant="primary">{t('ship')}</Button>}
          footer={
            <>
              <Button onClick={() => setAsking(null)}>{t('keepDraft')}</Button>
              <Button
                variant="primary"
                pending={shipping.pending}
                onClick={() => shipping.run({ transferId, version, serials })}
              >
                {t('ship')}
              </Button>
            </>
          }
        >
          {numbered.length > 0 ? (
            <div className="flex flex-col gap-3">
              {numbered.map(({ id, skuCode, quantity }) => (
                <NumbersField
                  key={id}
                  id={`serials-${id}`}
                  skuCode={skuCode}
                  quantity={quantity}
                  value={read[id] ?? ''}
                  onChange={(value) => setRead((before) => ({ ...before, [id]: value }))}
                />
              ))}
            </div>
          ) : null}
        </Dialog>
      ) : null}
      {asking === 'cancel' ? (
        <ConfirmDialog
          title={t('cancelTitle', { number })}
          text={t('cancelText')}
          confirm={t('cancel')}
          pending={cancelling.pending}
          onConfirm={() => cancelling.run({ transferId, version })}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}
