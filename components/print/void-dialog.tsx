'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { WaybillView } from '@/lib/modules/prints/schema'
import { voidReasons } from '@/lib/modules/prints/states'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { waybill: WaybillView; drop: (input: unknown) => Promise<Outcome<null>>; close: () => void }

export function VoidDialog({ waybill, drop, close }: Props) {
  const t = useTranslations('prints.waybill')
  const router = useRouter()
  const [reason, setReason] = useState<string | null>('damaged')
  const { run, pending } = useAction(drop, () => {
    toast.success(t('voided'))
    close()
    router.refresh()
  })
  return (
    <ConfirmDialog
      title={t('voidTitle', { number: waybill.number })}
      text={
        <span className="flex flex-col gap-3">
          {t('voidText')}
          <Select
            aria-label={t('voidReason')}
            value={reason}
            onValueChange={setReason}
            options={voidReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
          />
        </span>
      }
      confirm={t('void')}
      pending={pending}
      onConfirm={() => run({ waybillId: waybill.id, reason })}
      onClose={close}
    />
  )
}
