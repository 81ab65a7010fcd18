'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { CartonView } from '@/lib/modules/warehouse/carton-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = { carton: CartonView | undefined; save(input: unknown): Promise<Outcome<null>>; close(): void }

const figures = ['lengthMm', 'widthMm', 'heightMm', 'weightG', 'maxWeightG'] as const

/** A new carton, or other figures of one; its code stays, it is printed on it. */
export function CartonDialog({ carton, save, close }: Props) {
  const t = useTranslations('floor.carton')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const { refusalText, fieldText } = useRefusalText()
  const [code, setCode] = useState('')
  const [name, setName] = useState(carton?.name ?? '')
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(figures.map((figure) => [figure, carton ? String(carton[figure]) : ''])),
  )
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const [pending, setPending] = useState(false)
  async function submit() {
    setPending(true)
    const given = Object.fromEntries(figures.map((figure) => [figure, Number(values[figure])]))
    const which = carton ? { cartonId: carton.id, version: carton.version } : { code }
    const outcome = await save({ ...which, name, ...given })
    setPending(false)
    if (outcome.ok) {
      router.refresh()
      return close()
    }
    const { errors = [] } = outcome.refusal
    const told = errors.map((error) => [error.path, fieldText(error.code)])
    setWrong(errors.length > 0 ? Object.fromEntries(told) : { '': refusalText(outcome.refusal) })
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || close()}
      title={carton ? t('editOf', { code: carton.code }) : t('new')}
      footer={
        <Button variant="primary" pending={pending} onClick={() => void submit()}>
          {common('save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {wrong[''] ? <AlertBox kind="danger" title={wrong['']} /> : null}
        {carton ? null : (
          <Field label={t('code')} help={t('codeHelp')} error={wrong.code}>
            {(aria) => <Input {...aria} className="font-mono" value={code} onChange={(e) => setCode(e.target.value)} />}
          </Field>
        )}
        <Field label={t('name')} error={wrong.name}>
          {(aria) => <Input {...aria} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <div className="grid grid-cols-3 gap-3">
          {figures.map((figure) => (
            <Field key={figure} label={t(figure)} error={wrong[figure]}>
              {(aria) => (
                <Input
                  {...aria}
                  type="number"
                  min={0}
                  value={values[figure]}
                  onChange={(e) => setValues({ ...values, [figure]: e.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
