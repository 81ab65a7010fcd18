'use client'

import { useTranslations } from 'next-intl'
import { PasswordInput } from '@/components/auth/password-input'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export type AcceptFormProps = {
  token: string
  invitation: { email: string; name: string; hasPassword: boolean }
  accept: AuthAction
}

export function AcceptForm({ token, invitation, accept }: AcceptFormProps) {
  const { email, name, hasPassword } = invitation
  const t = useTranslations('auth')
  const form = useAuthForm('invite', { name: t('register.name'), password: t('password') }, accept, '/dashboard')
  const said = { unauthenticated: 'invite.wrong', rate_limited: 'signIn.wait', not_found: 'invite.goneText' } as const
  const own = form.code && form.code in said ? t(said[form.code as keyof typeof said]) : form.message
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={(event) => form.submit(event, { token })} noValidate>
      <FormErrors message={own} errors={form.errors} />
      <Field label={t('email')}>
        {(control) => <Input {...control} value={email} autoComplete="username" readOnly />}
      </Field>
      {hasPassword ? null : (
        <Field id={form.idOf('name')} label={t('register.name')} error={form.errorAt('name')}>
          {(control) => <Input {...control} name="name" defaultValue={name} autoComplete="name" required />}
        </Field>
      )}
      <Field
        id={form.idOf('password')}
        label={t(hasPassword ? 'invite.passwordKnown' : 'password')}
        help={hasPassword ? undefined : t('passwordHelp')}
        error={form.errorAt('password')}
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete={hasPassword ? 'current-password' : 'new-password'}
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        {t('invite.submit')}
      </Button>
    </form>
  )
}
