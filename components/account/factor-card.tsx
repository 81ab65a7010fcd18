'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FactorSetup, type FactorSetupProps } from '@/components/account/factor-setup'
import { RecoveryCodes } from '@/components/account/recovery-codes'
import { type AuthAction, useAuthForm } from '@/components/auth/use-auth-form'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { DotBadge } from '@/components/ui/dot-badge'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'

export type FactorCardProps = {
  factor: { on: boolean; since: string | null; recoveryLeft: number }
  /** The role demands it: it can be set up anew, not given up. */
  demanded: boolean
  begin: FactorSetupProps['begin']
  confirm: FactorSetupProps['confirm']
  renew: AuthAction<string[]>
  drop: AuthAction
}

export function FactorCard({ factor, demanded, begin, confirm, renew, drop }: FactorCardProps) {
  const t = useTranslations('account.factor')
  const [asking, setAsking] = useState<'renew' | 'drop' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const reload = () => window.location.assign('/account')
  if (codes) {
    return (
      <Card title={t('title')}>
        <RecoveryCodes codes={codes} done={t('kept')} onDone={reload} />
      </Card>
    )
  }
  return (
    <Card
      title={t('title')}
      aside={<DotBadge tone={factor.on ? 'green' : 'grey'}>{t(factor.on ? 'on' : 'off')}</DotBadge>}
    >
      {factor.on ? (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3 text-sm">
          <p className="min-w-0 flex-1 basis-64">
            {factor.since ? (
              <>
                {t('since')} <TimeCell value={factor.since} />
                {' · '}
              </>
            ) : null}
            {t('left', { count: factor.recoveryLeft })}
            {demanded ? <span className="block text-xs text-muted">{t('demanded')}</span> : null}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => setAsking('renew')}>{t('renew')}</Button>
            {demanded ? null : (
              <Button variant="quietDanger" onClick={() => setAsking('drop')}>
                {t('drop')}
              </Button>
            )}
          </div>
        </div>
      ) : (
        <FactorSetup begin={begin} confirm={confirm} next="/account" />
      )}
      {asking === 'renew' ? (
        <CodeDialog
          title={t('renew')}
          text={t('renewText')}
          action={renew}
          onDone={setCodes}
          onClose={() => setAsking(null)}
        />
      ) : null}
      {asking === 'drop' ? (
        <CodeDialog
          title={t('drop')}
          text={t('dropText')}
          action={drop}
          onDone={reload}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </Card>
  )
}

type CodeDialogProps<T> = {
  title: string
  text: string
  action: AuthAction<T>
  onDone: (value: T) => void
  onClose: () => void
}

/** Whoever changes the second factor shows it first. */
function CodeDialog<T>({ title, text, action, onDone, onClose }: CodeDialogProps<T>) {
  const t = useTranslations('common.secondFactor')
  const form = useAuthForm('prove', { code: t('code') }, action, onDone)
  return (
    <Dialog open size="sm" onOpenChange={(open) => open || onClose()} title={title} description={text}>
      <form method="post" className="flex flex-col gap-4" onSubmit={form.submit} noValidate>
        <FormErrors message={form.message} errors={form.errors} />
        <Field id={form.idOf('code')} label={t('code')} help={t('anyCode')} error={form.errorAt('code')}>
          {(control) => <Input {...control} name="code" autoComplete="one-time-code" className="font-mono" required />}
        </Field>
        <Button type="submit" variant="primary" pending={form.pending}>
          {title}
        </Button>
      </form>
    </Dialog>
  )
}
