'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PasswordInput } from '@/components/auth/password-input'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export type AcceptFormProps = {
  token: string
  invitation: { email: string; name: string; hasPassword: boolean; mayStartAnew: boolean; needsMail: boolean }
  accept: AuthAction
  /** Sends the link to the address, where the one that was opened cannot prove it. */
  mail: AuthAction
}

export function AcceptForm({ token, invitation, accept, mail }: AcceptFormProps) {
  const { email, name, hasPassword, mayStartAnew, needsMail } = invitation
  const t = useTranslations('auth')
  const [anew, setAnew] = useState(false)
  const [mailed, setMailed] = useState(false)
  const form = useAuthForm('invite', { name: t('register.name'), password: t('password') }, accept, '/dashboard')
  const ask = useAuthForm('mail', {}, mail, () => setMailed(true))
  const said = { unauthenticated: 'invite.wrong', rate_limited: 'signIn.wait', not_found: 'invite.goneText' } as const
  const own = form.code && form.code in said ? t(said[form.code as keyof typeof said]) : form.message
  const joins = hasPassword && !anew
  return (
    <div className="flex flex-col gap-6">
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => form.submit(event, { token, ...(anew && { anew }) })}
        noValidate
      >
        <FormErrors message={own} errors={form.errors} />
        <Field label={t('email')}>
          {(control) => <Input {...control} value={email} autoComplete="username" readOnly />}
        </Field>
        {mayStartAnew ? (
          <Checkbox label={t('invite.anew')} help={t('invite.anewHelp')} checked={anew} onCheckedChange={setAnew} />
        ) : null}
        {joins ? null : (
          <Field id={form.idOf('name')} label={t('register.name')} error={form.errorAt('name')}>
            {(control) => <Input {...control} name="name" defaultValue={name} autoComplete="name" required />}
          </Field>
        )}
        <Field
          id={form.idOf('password')}
          label={t(joins ? 'invite.passwordKnown' : 'password')}
          help={joins ? undefined : t('passwordHelp')}
          error={form.errorAt('password')}
        >
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autoComplete={joins ? 'current-password' : 'new-password'}
              required
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={form.pending}>
          {t('invite.submit')}
        </Button>
      </form>
      {needsMail && mailed ? <AlertBox kind="success" title={t('invite.mailed', { email })} /> : null}
      {needsMail && !mailed ? (
        <form method="post" className="flex flex-col gap-2" onSubmit={(event) => ask.submit(event, { token })}>
          <p className="text-sm text-muted">{t('invite.notMine')}</p>
          <FormErrors message={ask.code === 'rate_limited' ? t('signIn.wait') : ask.message} errors={ask.errors} />
          <Button type="submit" pending={ask.pending}>
            {t('invite.mail')}
          </Button>
        </form>
      ) : null}
    </div>
  )
}
