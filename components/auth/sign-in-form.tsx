'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { PasswordInput } from '@/components/auth/password-input'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export function SignInForm({ next, signIn }: { next: string; signIn: AuthAction }) {
  const t = useTranslations('auth')
  const form = useAuthForm('sign-in', { email: t('email'), password: t('password') }, signIn, next)
  // "Your session has ended" would be a strange answer to a wrong password.
  const said = { unauthenticated: 'signIn.wrong', rate_limited: 'signIn.wait', forbidden: 'signIn.noCompany' } as const
  const own = form.code && form.code in said ? t(said[form.code as keyof typeof said]) : form.message
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={form.submit} noValidate>
      <FormErrors message={own} errors={form.errors} />
      <Field id={form.idOf('email')} label={t('email')} error={form.errorAt('email')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field id={form.idOf('password')} label={t('password')} error={form.errorAt('password')}>
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        {t('signIn.submit')}
      </Button>
      <Link
        href="/forgot"
        prefetch={false}
        className="self-start text-sm text-accent-text underline underline-offset-2"
      >
        {t('signIn.forgot')}
      </Link>
    </form>
  )
}
