'use client'

import { useTranslations } from 'next-intl'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { Button } from '@/components/ui/button'
import { FormErrors } from '@/components/ui/form-errors'

/** A press, not the mere opening: mail programs open links before people do. */
export function ProveForm({ token, prove }: { token: string; prove: AuthAction }) {
  const t = useTranslations('auth.verify')
  const form = useAuthForm('verify', {}, prove, '/dashboard')
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={(event) => form.submit(event, { token })}>
      <FormErrors message={form.code === 'not_found' ? t('goneText') : form.message} errors={form.errors} />
      <Button type="submit" variant="primary" size="lg" pending={form.pending}>
        {t('submit')}
      </Button>
    </form>
  )
}
