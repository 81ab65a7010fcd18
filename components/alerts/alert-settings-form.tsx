'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { type AlertKind, type AlertSettings, alertKinds } from '@/lib/modules/purchasing/schema'

type Props = {
  settings: AlertSettings & { version: number }
  roles: readonly { value: string; label: string }[]
  mayChange: boolean
  save: (input: unknown) => Promise<ActionResult<AlertSettings>>
}

/** A rule per row: whether, from how many days on, and whether by mail; below them who gets the mail. */
export function AlertSettingsForm({ settings, roles, mayChange, save }: Props) {
  const t = useTranslations('alerts')
  const router = useRouter()
  const { version, ...kept } = settings
  const [draft, setDraft] = useState<AlertSettings>(kept)
  const { run, pending } = useAction(save, () => {
    toast.success(t('settings.saved'))
    router.refresh()
  })
  const set = (kind: AlertKind, change: object) => setDraft({ ...draft, [kind]: { ...draft[kind], ...change } })
  const days = (
    kind: Exclude<AlertKind, 'below_safety' | 'batch_expiring'>,
    field: 'days' | 'leadDays',
    value: number,
  ) => (
    <Field id={`${kind}-${field}`} label={t(`settings.${field}`)} className="w-36">
      {(aria) => (
        <Input
          {...aria}
          inputMode="numeric"
          value={value}
          readOnly={!mayChange}
          onChange={(event) => set(kind, { [field]: Number(event.target.value.replaceAll(/\D/g, '')) })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        run({ ...draft, version })
      }}
    >
      {alertKinds.map((kind) => (
        <Card key={kind} title={t(`kinds.${kind}`)}>
          <div className="flex flex-col gap-3">
            <p className="text-sm text-muted">{t(`settings.help.${kind}`)}</p>
            <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
              {kind === 'below_safety' || kind === 'batch_expiring' ? null : days(kind, 'days', draft[kind].days)}
              {kind === 'low_cover' ? days(kind, 'leadDays', draft.low_cover.leadDays) : null}
              {(['on', 'mail'] as const).map((field) => (
                <Checkbox
                  key={field}
                  label={t(`settings.${field}`)}
                  checked={draft[kind][field]}
                  disabled={!mayChange}
                  onCheckedChange={(checked) => set(kind, { [field]: checked })}
                />
              ))}
            </div>
          </div>
        </Card>
      ))}
      <Card title={t('settings.roles')}>
        <fieldset className="flex flex-col gap-3">
          <legend className="pb-2 text-sm text-muted">{t('settings.rolesHelp')}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {roles.map(({ value, label }) => (
              <Checkbox
                key={value}
                label={label}
                checked={draft.mailRoles.includes(value)}
                disabled={!mayChange}
                onCheckedChange={(checked) =>
                  setDraft({
                    ...draft,
                    mailRoles: checked ? [...draft.mailRoles, value] : draft.mailRoles.filter((one) => one !== value),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      </Card>
      {mayChange ? (
        <div>
          <Button variant="primary" type="submit" pending={pending}>
            {t('settings.save')}
          </Button>
        </div>
      ) : null}
    </form>
  )
}
