'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { Conflict } from '@/components/form/conflict'
import { recordAt } from '@/components/form/record-at'
import { useRecordForm } from '@/components/form/use-record-form'
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

const valuesOf = ({ version: _, ...values }: AlertSettings & { version: number }): AlertSettings => values

/** A rule per row: whether, from how many days on, and whether by mail; below them who gets the mail. */
export function AlertSettingsForm({ settings, roles, mayChange, save }: Props) {
  const t = useTranslations('alerts')
  const router = useRouter()
  const [draft, setDraft] = useState(valuesOf(settings))
  /** A rule in one line: what is switched on, and its days. */
  const ruleText = (rule: AlertSettings[AlertKind]) =>
    Object.entries(rule)
      .flatMap(([field, value]) => {
        const label = t(`settings.${field}`)
        return typeof value === 'boolean' ? (value ? [label] : []) : [`${label} ${value}`]
      })
      .join(' · ')
  const form = useRecordForm({
    record: recordAt(settings, 'stock/alert-settings', valuesOf),
    values: valuesOf(settings),
    mine: draft,
    put: setDraft,
    labels: {
      ...Object.fromEntries(alertKinds.map((kind) => [kind, t(`kinds.${kind}`)])),
      mailRoles: t('settings.roles'),
    },
    says: {
      ...Object.fromEntries(alertKinds.map((kind) => [kind, ruleText])),
      mailRoles: (codes) =>
        roles
          .filter(({ value }) => codes.includes(value))
          .map(({ label }) => label)
          .join(', '),
    },
    action: (fields, version) => save({ ...fields, version }),
    onDone: () => {
      toast.success(t('settings.saved'))
      router.refresh()
    },
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
        form.save()
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
          <Button variant="primary" type="submit" pending={form.pending}>
            {t('settings.save')}
          </Button>
        </div>
      ) : null}
      <Conflict of={form.conflict} />
    </form>
  )
}
