'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Choices } from '@/components/onboarding/choices'
import { useRoleName } from '@/components/settings/use-role-name'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { type Answers, goodsTraits, plannedChannels, plannedRoles, soldTo } from '@/lib/modules/onboarding/schema'

type Props = {
  answers: Answers | null
  mayAnswer: boolean
  pending: boolean
  onSave: (answers: Answers) => void
}

const first: Answers = {
  ...{ sellsTo: 'domestic', channels: [], ordersPerDay: 50, warehouses: 1, people: 3 },
  ...{ goods: ['own'], roles: ['owner'] },
}

/** A rough figure is enough for a plan, and quicker to say than a right one. */
const bands = {
  ordersPerDay: [20, 50, 200, 1000, 5000, 50_000],
  warehouses: [1, 2, 3, 5, 10, 50],
  people: [1, 3, 10, 30, 100, 1000],
} as const

export function Questions({ answers, mayAnswer, pending, onSave }: Props) {
  const t = useTranslations('onboarding')
  const channel = useTranslations('shops.channels')
  const roleName = useRoleName()
  const [given, setGiven] = useState(answers ?? first)
  const change = (changes: Partial<Answers>) => setGiven((before) => ({ ...before, ...changes }))
  const disabled = !mayAnswer || pending
  return (
    <Card title={t('questions')}>
      <p className="mb-4 max-w-2xl text-sm text-muted">{t('later')}</p>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        <div className="flex flex-col gap-4">
          {(['ordersPerDay', 'warehouses', 'people'] as const).map((key) => (
            <Field key={key} label={t(`ask.${key}`)}>
              {(control) => (
                <Select
                  {...control}
                  disabled={disabled}
                  value={String(given[key])}
                  onValueChange={(value) => change({ [key]: Number(value) })}
                  // A figure told by a program stands in no band.
                  options={[...new Set<number>([...bands[key], given[key]])]
                    .sort((a, b) => a - b)
                    .map((n) => ({ value: String(n), label: t('upTo', { n }) }))}
                />
              )}
            </Field>
          ))}
          <div>
            <p className="mb-1.5 text-sm font-medium">{t('ask.sellsTo')}</p>
            <RadioGroup
              direction="row"
              aria-label={t('ask.sellsTo')}
              disabled={disabled}
              value={given.sellsTo}
              onValueChange={(value) => change({ sellsTo: soldTo.find((one) => one === value) ?? given.sellsTo })}
              options={soldTo.map((value) => ({ value, label: t(`sellsTo.${value}`) }))}
            />
          </div>
        </div>
        <div className="flex flex-col gap-5">
          <Choices
            legend={t('ask.channels')}
            help={t('ask.channelsHelp')}
            disabled={disabled}
            options={plannedChannels.map((value) => ({ value, label: channel(value) }))}
            chosen={given.channels}
            onChange={(channels) => change({ channels })}
          />
          <Choices
            legend={t('ask.goods')}
            disabled={disabled}
            options={goodsTraits.map((value) => ({ value, label: t(`goods.${value}`) }))}
            chosen={given.goods}
            onChange={(goods) => change({ goods })}
          />
        </div>
        <Choices
          legend={t('ask.roles')}
          disabled={disabled}
          options={plannedRoles.map((value) => ({ value, label: roleName({ code: value, name: value }) }))}
          chosen={given.roles}
          onChange={(roles) => change({ roles })}
        />
      </div>
      {mayAnswer ? (
        <div className="mt-5 flex justify-end">
          <Button variant={answers ? 'secondary' : 'primary'} pending={pending} onClick={() => onSave(given)}>
            {t(answers ? 'remake' : 'make')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
