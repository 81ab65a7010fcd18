'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** One's own PIN for the stations of the warehouse; the staff number is given by who runs it. */
export function PinCard({ set }: { set(input: unknown): Promise<Outcome<null>> }) {
  const t = useTranslations('account.pin')
  const { refusalText, fieldText } = useRefusalText()
  const [pin, setPin] = useState('')
  const [wrong, setWrong] = useState<string>()
  const [pending, setPending] = useState(false)
  async function save() {
    setPending(true)
    const outcome = await set({ pin })
    setPending(false)
    setPin('')
    if (outcome.ok) {
      setWrong(undefined)
      return toast.success(t('done'))
    }
    const { code, errors } = outcome.refusal
    const bad = errors?.[0] && fieldText(errors[0].code)
    setWrong(code === 'not_found' ? t('noStaffNo') : (bad ?? refusalText(outcome.refusal)))
  }
  return (
    <Card title={t('title')}>
      <form
        className="flex max-w-md flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label={t('new')} help={t('help')} error={wrong}>
          {(aria) => (
            <Input
              {...aria}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              required
              value={pin}
              onChange={(event) => setPin(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            {t('submit')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
