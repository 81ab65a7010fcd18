'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { PasswordInput } from '@/components/auth/password-input'
import { slugOf } from '@/components/auth/slug'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { useCurrencies, useZones } from '@/components/form/use-choices'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export function RegisterForm({ register }: { register: AuthAction }) {
  const t = useTranslations('auth')
  const labels = {
    company: t('register.company'),
    slug: t('register.slug'),
    currency: t('register.currency'),
    timeZone: t('register.timeZone'),
    name: t('register.name'),
    email: t('email'),
    password: t('password'),
  }
  const form = useAuthForm('register', labels, register, '/dashboard')
  const currencies = useCurrencies()
  const [slug, setSlug] = useState('')
  const [typed, setTyped] = useState(false)
  const [currency, setCurrency] = useState<string | null>('CNY')
  const [timeZone, setTimeZone] = useState<string | null>('Asia/Shanghai')
  const zones = useZones(timeZone)
  // Only the browser knows where it stands; the server's guess is replaced once it is there.
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai'), [])
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => form.submit(event, { currency, timeZone })}
      noValidate
    >
      <FormErrors message={form.code === 'rate_limited' ? t('signIn.wait') : form.message} errors={form.errors} />
      <Field id={form.idOf('company')} label={labels.company} error={form.errorAt('company')}>
        {(control) => (
          <Input
            {...control}
            name="company"
            autoComplete="organization"
            required
            onChange={(event) => typed || setSlug(slugOf(event.target.value))}
          />
        )}
      </Field>
      <Field id={form.idOf('slug')} label={labels.slug} help={t('register.slugHelp')} error={form.errorAt('slug')}>
        {(control) => (
          <Input
            {...control}
            name="slug"
            value={slug}
            autoCapitalize="none"
            spellCheck={false}
            required
            onChange={(event) => {
              setTyped(event.target.value !== '')
              setSlug(event.target.value)
            }}
          />
        )}
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field id={form.idOf('currency')} label={labels.currency} error={form.errorAt('currency')}>
          {(control) => <Combobox {...control} options={currencies} value={currency} onValueChange={setCurrency} />}
        </Field>
        <Field id={form.idOf('timeZone')} label={labels.timeZone} error={form.errorAt('timeZone')}>
          {(control) => <Combobox {...control} options={zones} value={timeZone} onValueChange={setTimeZone} />}
        </Field>
      </div>
      <Field id={form.idOf('name')} label={labels.name} error={form.errorAt('name')}>
        {(control) => <Input {...control} name="name" autoComplete="name" required />}
      </Field>
      <Field id={form.idOf('email')} label={labels.email} error={form.errorAt('email')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field
        id={form.idOf('password')}
        label={labels.password}
        help={t('passwordHelp')}
        error={form.errorAt('password')}
      >
        {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" required />}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        {t('register.submit')}
      </Button>
    </form>
  )
}
