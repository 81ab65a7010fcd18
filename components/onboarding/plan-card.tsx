'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useRoleName } from '@/components/settings/use-role-name'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import type { Chosen, Plan, SetupPlanView } from '@/lib/modules/onboarding/schema'

type Props = {
  view: SetupPlanView
  plan: Plan
  /** It was computed just now. */
  made: boolean
  mayApply: boolean
  pending: boolean
  onApply: (chosen: Chosen) => void
}

const link = 'font-medium text-accent-text underline underline-offset-2'

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {text ? <p className="text-xs text-muted">{text}</p> : null}
      {children}
    </section>
  )
}

/** What follows from the answers; what differs from today is ticked, the rest is said to be so already. */
export function PlanCard({ view, plan, made, mayApply, pending, onApply }: Props) {
  const t = useTranslations('onboarding')
  const area = useTranslations('settings.areas.name')
  const roleName = useRoleName()
  const zh = useLocale() === 'zh-CN'
  const [unticked, setUnticked] = useState<readonly string[]>(() =>
    view.atWork ? plan.areas.flatMap(({ area, on }) => (on ? [] : [area])) : [],
  )
  const tick = (key: string) => (on: boolean) =>
    setUnticked((before) => (on ? before.filter((one) => one !== key) : [...before, key]))
  const isDone = (one: Plan['areas'][number]) => one.on !== view.areasOff.includes(one.area)
  const areas = plan.areas.filter((one) => !isDone(one) && !unticked.includes(one.area)).map((one) => one.area)
  // Where rules are off and stay off, none can be drafted.
  const ruled = !view.areasOff.includes('rules') || areas.includes('rules')
  const rules = plan.rules
    .map(({ code }) => code)
    .filter((code) => ruled && !view.drafted.includes(code) && !unticked.includes(code))
  return (
    <Card
      title={t('plan')}
      aside={
        view.appliedAt ? (
          <span className="text-xs text-muted">
            {t('last')} <TimeCell value={view.appliedAt} />
          </span>
        ) : undefined
      }
    >
      <p role="status" className={made ? 'mb-4 text-sm text-muted' : 'sr-only'}>
        {made ? t('made') : null}
      </p>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        <Part title={t('areas')} text={view.atWork ? `${t('areasText')} ${t('atWork')}` : t('areasText')}>
          <ul className="flex flex-col gap-2">
            {plan.areas.map((one) => (
              <li key={one.area}>
                <Checkbox
                  label={area(one.area)}
                  help={`${isDone(one) ? t(one.on ? 'isOn' : 'isOff') : t(one.on ? 'on' : 'off')} · ${t(`why.${one.why}`)}`}
                  checked={isDone(one) || areas.includes(one.area)}
                  disabled={!mayApply || pending || isDone(one)}
                  onCheckedChange={tick(one.area)}
                />
              </li>
            ))}
          </ul>
        </Part>
        <div className="flex flex-col gap-6">
          {plan.rules.length > 0 ? (
            <Part title={t('rules')} text={t('rulesText')}>
              <ul className="flex flex-col gap-2">
                {plan.rules.map(({ code, name, why }) => {
                  const there = view.drafted.includes(code)
                  return (
                    <li key={code}>
                      <Checkbox
                        label={zh ? name.zh : name.en}
                        help={there ? t('drafted') : t(`why.${why}`)}
                        checked={there || rules.includes(code)}
                        disabled={!mayApply || pending || there || !ruled}
                        onCheckedChange={tick(code)}
                      />
                    </li>
                  )
                })}
              </ul>
            </Part>
          ) : null}
          <Part title={t('roles')} text={t('rolesText')}>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
              {plan.roles.map(({ code }) => (
                <li key={code}>{roleName({ code, name: code })}</li>
              ))}
            </ul>
            <p className="text-sm">
              <Link href="/settings/members" prefetch={false} className={link}>
                {t('invite')}
              </Link>
            </p>
          </Part>
        </div>
        <Part title={t('steps')}>
          <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-sm">
            {plan.steps.map(({ key, href }) => (
              <li key={key}>
                <Link href={href} prefetch={false} className={link}>
                  {t(`step.${key}`)}
                </Link>
              </li>
            ))}
          </ol>
        </Part>
        <Part title={t('measures')}>
          <ul className="flex flex-col gap-1.5 text-sm">
            {plan.measures.map(({ key, href, target }) => (
              <li key={key}>
                <Link href={href} prefetch={false} className={link}>
                  {t(`measure.${key}`)}
                </Link>
                {target === null ? null : (
                  <span className="ml-2 text-muted" data-figure="">
                    {t('target', { n: target })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Part>
      </div>
      {mayApply ? (
        <div className="mt-6 flex flex-wrap items-center justify-end gap-3">
          {areas.length + rules.length === 0 ? <span className="text-sm text-muted">{t('nothing')}</span> : null}
          <Button
            variant="primary"
            pending={pending}
            disabled={areas.length + rules.length === 0}
            onClick={() => onApply({ areas, rules })}
          >
            {t('apply')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
