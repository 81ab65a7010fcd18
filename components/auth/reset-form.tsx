'use client'

import { useTranslations } from 'next-intl'
import { PasswordInput } from '@/components/auth/password-input'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export function ResetForm({ token, email, reset }: { token: string; email: string; reset: AuthAction }) {
  const t = useTranslations('auth')
  const form = useAuthForm('reset', { password: t('reset.password') }, reset, '/sign-in?reset=done')
  const said =
    form.code === 'rate_limited' ? t('signIn.wait') : form.code === 'not_found' ? t('reset.goneText') : form.message
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={(event) => form.submit(event, { token })} noValidate>
      <FormErrors message={said} errors={form.errors} />
      <Field label={t('email')}>
        {(control) => <Input {...control} value={email} autoComplete="username" readOnly />}
      </Field>
      <Field
        id={form.idOf('password')}
        label={t('reset.password')}
        help={t('passwordHelp')}
        error={form.errorAt('password')}
      >
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        {t('reset.submit')}
      </Button>
    </form>
  )
}
