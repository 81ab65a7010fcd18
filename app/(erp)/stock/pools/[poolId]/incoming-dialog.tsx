'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { TransferItem, TransferView } from '@/lib/modules/inventory/schema'
import { setPoolIncomingAction, transferLinesAction } from '../../actions'

type Line = TransferView['lines'][number]
type Props = { poolId: string; transfers: readonly TransferItem[] }

/** Which line of which transfer is set aside, and how much of it. */
export function IncomingDialog({ poolId, transfers }: Props) {
  const t = useTranslations('pools.incoming')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [transferId, setTransfer] = useState<string | null>(null)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [lineId, setLine] = useState<string | null>(null)
  const [units, setUnits] = useState('')
  const line = lines.find((one) => one.id === lineId)
  const reading = useAction(transferLinesAction, (transfer) => {
    const coming = transfer.lines.filter((one) => one.inTransit > 0)
    setLines(coming)
    if (coming.length === 1) choose(coming[0])
  })
  const setting = useAction(setPoolIncomingAction, () => {
    setOpen(false)
    toast.success(t('saved'))
    router.refresh()
  })
  function choose(one: Line | undefined) {
    setLine(one?.id ?? null)
    setUnits(one ? String(one.inTransit) : '')
  }
  function pick(id: string | null) {
    setTransfer(id)
    setLines([])
    choose(undefined)
    if (id) reading.run({ transferId: id })
  }
  const quantity = Number(units)
  return (
    <Dialog
      size="sm"
      open={open}
      onOpenChange={setOpen}
      title={t('add')}
      description={t('text')}
      trigger={<Button>{t('add')}</Button>}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
          <Button
            variant="primary"
            pending={setting.pending}
            disabled={lineId === null || units === '' || !Number.isInteger(quantity)}
            onClick={() => setting.run({ poolId, transferLineId: lineId, quantity })}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {transfers.length === 0 ? (
        <p className="text-sm text-muted">{t('none')}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <Field label={t('transfer')}>
            {(control) => (
              <Select
                {...control}
                value={transferId}
                options={transfers.map(({ id, number, fromWarehouseCode, toWarehouseCode }) => ({
                  value: id,
                  label: `${number} · ${fromWarehouseCode} → ${toWarehouseCode}`,
                }))}
                onValueChange={pick}
              />
            )}
          </Field>
          <Field label={t('line')}>
            {(control) => (
              <Select
                {...control}
                value={lineId}
                disabled={lines.length === 0}
                options={lines.map(({ id, skuCode, name }) => ({ value: id, label: `${skuCode} · ${name}` }))}
                onValueChange={(id) => choose(lines.find((one) => one.id === id))}
              />
            )}
          </Field>
          <Field label={t('quantity')} help={line ? t('quantityHelp', { open: line.inTransit }) : undefined}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                value={units}
                className="w-32"
                onChange={(event) => setUnits(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
    </Dialog>
  )
}
