'use client'

import { useTranslations } from 'next-intl'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export function CodeForm({ next, submit, leave }: { next: string; submit: AuthAction; leave: AuthAction }) {
  const t = useTranslations('auth')
  const form = useAuthForm('code', { code: t('code.code') }, submit, next)
  const away = useAuthForm('leave', {}, leave, '/sign-in')
  return (
    <div className="flex flex-col gap-3">
      <form method="post" className="flex flex-col gap-4" onSubmit={form.submit} noValidate>
        <FormErrors message={form.code === 'rate_limited' ? t('signIn.wait') : form.message} errors={form.errors} />
        <Field id={form.idOf('code')} label={t('code.code')} help={t('code.help')} error={form.errorAt('code')}>
          {(control) => (
            <Input
              {...control}
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
              required
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={form.pending}>
          {t('code.submit')}
        </Button>
      </form>
      <form method="post" onSubmit={away.submit}>
        <Button type="submit" variant="ghost" className="w-full" pending={away.pending}>
          {t('code.leave')}
        </Button>
      </form>
    </div>
  )
}
