'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

/** Says the same whether there is an account or not. */
export function ForgotForm({ request }: { request: AuthAction }) {
  const t = useTranslations('auth')
  const [sent, setSent] = useState(false)
  const form = useAuthForm('forgot', { email: t('email') }, request, () => setSent(true))
  if (sent) {
    return (
      <AlertBox kind="success" title={t('forgot.sent')}>
        {t('forgot.sentText')}
      </AlertBox>
    )
  }
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={form.submit} noValidate>
      <FormErrors message={form.code === 'rate_limited' ? t('signIn.wait') : form.message} errors={form.errors} />
      <Field id={form.idOf('email')} label={t('email')} error={form.errorAt('email')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        {t('forgot.submit')}
      </Button>
    </form>
  )
}
