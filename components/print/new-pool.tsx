'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useCarriers } from '@/components/orders/use-carriers'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { warehouses: readonly Option[]; create: (input: unknown) => Promise<Outcome<null>> }

/** The range as the carrier wrote it: its first and its last number. */
export function NewPool({ warehouses, create }: Props) {
  const t = useTranslations('prints.pool')
  const router = useRouter()
  const { options } = useCarriers()
  const { refusalText, fieldText } = useRefusalText()
  const [open, setOpen] = useState(false)
  const [carrierCode, setCarrier] = useState<string | null>('sf')
  const [warehouseCode, setWarehouse] = useState<string | null>('*')
  const [first, setFirst] = useState('')
  const [last, setLast] = useState('')
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const [pending, setPending] = useState(false)
  async function submit() {
    setPending(true)
    const outcome = await create({ carrierCode, first, last, ...(warehouseCode !== '*' && { warehouseCode }) })
    setPending(false)
    if (outcome.ok) {
      toast.success(t('created'))
      setOpen(false)
      router.refresh()
      return
    }
    const { errors = [] } = outcome.refusal
    const told = errors.map((error) => [error.path, fieldText(error.code)])
    setWrong(errors.length > 0 ? Object.fromEntries(told) : { '': refusalText(outcome.refusal) })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="sm"
      title={t('new')}
      trigger={<Button variant="primary">{t('new')}</Button>}
      footer={
        <Button variant="primary" type="submit" form="new-pool" pending={pending}>
          {t('create')}
        </Button>
      }
    >
      <form
        id="new-pool"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {wrong[''] ? <AlertBox kind="danger" title={wrong['']} /> : null}
        <Field label={t('carrier')}>
          {(aria) => <Select {...aria} value={carrierCode} onValueChange={setCarrier} options={options} />}
        </Field>
        <Field label={t('warehouse')} error={wrong.warehouseCode}>
          {(aria) => (
            <Select
              {...aria}
              value={warehouseCode}
              onValueChange={setWarehouse}
              options={[{ value: '*', label: t('allWarehouses') }, ...warehouses]}
            />
          )}
        </Field>
        <Field label={t('first')} help={t('firstHelp')} error={wrong.first}>
          {(aria) => <Input {...aria} className="font-mono" value={first} onChange={(e) => setFirst(e.target.value)} />}
        </Field>
        <Field label={t('last')} error={wrong.last}>
          {(aria) => <Input {...aria} className="font-mono" value={last} onChange={(e) => setLast(e.target.value)} />}
        </Field>
      </form>
    </Dialog>
  )
}
