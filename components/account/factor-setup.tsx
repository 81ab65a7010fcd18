'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { QrCode } from '@/components/account/qr-code'
import { RecoveryCodes } from '@/components/account/recovery-codes'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { CopyText } from '@/components/ui/copy-text'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Setup = { secret: string; qr: { d: string; size: number } }

export type FactorSetupProps = {
  begin: () => Promise<Outcome<Setup>>
  confirm: AuthAction<string[]>
  /** Where to go afterwards, by a full load: from now on this is somebody else's session to the server. */
  next: string
}

/** Three steps: the secret, its first code, the recovery codes. */
export function FactorSetup({ begin, confirm, next }: FactorSetupProps) {
  const t = useTranslations('common.secondFactor')
  const [setup, setSetup] = useState<Setup | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const start = useAction(begin, setSetup)
  if (codes) {
    return <RecoveryCodes codes={codes} done={t('goOn')} onDone={() => window.location.assign(next)} />
  }
  if (setup) return <Confirm setup={setup} confirm={confirm} onDone={setCodes} />
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm text-muted">{t('need')}</p>
      <Button variant="primary" pending={start.pending} onClick={() => start.run(undefined)}>
        {t('begin')}
      </Button>
    </div>
  )
}

function Confirm({
  setup,
  confirm,
  onDone,
}: {
  setup: Setup
  confirm: FactorSetupProps['confirm']
  onDone: (codes: string[]) => void
}) {
  const t = useTranslations('common.secondFactor')
  const form = useAuthForm('factor', { code: t('code') }, confirm, onDone)
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={form.submit} noValidate>
      <FormErrors message={form.message} errors={form.errors} />
      <div className="flex flex-wrap items-start gap-4">
        <QrCode {...setup.qr} label={t('qr')} />
        <div className="flex min-w-0 flex-1 basis-48 flex-col gap-1 text-sm">
          <p>{t('scan')}</p>
          <p className="text-muted">{t('byHand')}</p>
          <CopyText value={setup.secret} className="break-all">
            {setup.secret.replace(/(.{4})(?=.)/g, '$1 ')}
          </CopyText>
        </div>
      </div>
      <Field id={form.idOf('code')} label={t('code')} help={t('codeHelp')} error={form.errorAt('code')}>
        {(control) => (
          <Input
            {...control}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            className="max-w-48 font-mono"
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="self-start" pending={form.pending}>
        {t('confirm')}
      </Button>
    </form>
  )
}
