'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PasswordInput } from '@/components/auth/password-input'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { toast } from '@/components/ui/toast'

export function PasswordCard({ change }: { change: AuthAction }) {
  const t = useTranslations('account')
  const auth = useTranslations('auth')
  // A new key empties the fields: what was typed must not stay on the screen.
  const [round, setRound] = useState(0)
  const labels = { current: t('password.current'), password: t('password.new') }
  const form = useAuthForm('password', labels, change, () => {
    setRound(round + 1)
    toast.success(t('password.done'))
  })
  return (
    <Card title={t('password.title')}>
      <form key={round} method="post" className="flex max-w-md flex-col gap-4" onSubmit={form.submit} noValidate>
        <FormErrors message={form.code === 'rate_limited' ? auth('signIn.wait') : form.message} errors={form.errors} />
        <Field id={form.idOf('current')} label={labels.current} error={form.errorAt('current')}>
          {(control) => <PasswordInput {...control} name="current" autoComplete="current-password" required />}
        </Field>
        <Field
          id={form.idOf('password')}
          label={labels.password}
          help={auth('passwordHelp')}
          error={form.errorAt('password')}
        >
          {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" required />}
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" pending={form.pending}>
            {t('password.submit')}
          </Button>
          <span className="text-xs text-muted">{t('password.text')}</span>
        </div>
      </form>
    </Card>
  )
}
