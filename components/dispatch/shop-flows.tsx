'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TroubleText } from '@/components/channels/trouble-text'
import { useAction } from '@/components/form/use-action'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { ShopFlowView } from '@/lib/modules/dispatch/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'
import { useNames } from './use-names'
import { useSpan } from './use-span'

type Action = (input: unknown) => Promise<Outcome<unknown>>
type Props = {
  shops: readonly ShopFlowView[]
  paused: readonly string[]
  minutes: number
  can: Rights<'dispatch.repair' | 'dispatch.pause' | 'dispatch.resume'>
  actions: { repair: Action; pause: Action; resume: Action }
}

const tones = { closed: 'green', open: 'amber', stopped: 'danger', paused: 'grey' } as const
/** A bar is full at this lag: what is further behind is no longer a matter of more or less. */
const fullLag = 600

/** Shop by shop: how fresh it is, what waits, how much of its limit is used. */
export function ShopFlows({ shops, paused, minutes, can, actions }: Props) {
  const t = useTranslations('dispatch.shops')
  const router = useRouter()
  const span = useSpan()
  const nameOf = useNames()
  const [pausing, setPausing] = useState<ShopFlowView['shop'] | null>(null)
  const done = () => {
    toast.success(t('done'))
    setPausing(null)
    router.refresh()
  }
  const repair = useAction(actions.repair, done)
  const pause = useAction(actions.pause, done)
  const resume = useAction(actions.resume, done)
  return (
    <Card title={t('title')} padded={false}>
      {shops.length === 0 ? <p className="px-4 py-4 text-sm text-muted">{t('none')}</p> : null}
      <ul className="divide-y divide-line-soft">
        {shops.map((one) => {
          const { shop, breaker, lagSeconds, calls, limits } = one
          const [tightest, ...others] = limits
          const figures = [
            { key: 'unreported', n: one.unreported },
            { key: 'deliveries', n: one.deliveries },
            { key: 'pendingPushes', n: one.pendingPushes },
            { key: 'refusedPushes', n: one.refusedPushes },
            { key: 'drifting', n: one.drifting },
          ] as const
          return (
            <li
              key={shop.id}
              className="grid gap-x-6 gap-y-2 px-4 py-3 text-sm md:grid-cols-[14rem_1fr_auto] md:items-center"
            >
              <div className="flex min-w-0 flex-wrap items-center gap-2">
                <Link href={`/settings/shops/${shop.id}`} prefetch={false} className="font-medium hover:underline">
                  {shop.name}
                </Link>
                <Badge tone={tones[breaker]}>{t(`breaker.${breaker}`)}</Badge>
              </div>
              <div className="min-w-0">
                <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
                  <span className="flex items-center gap-2">
                    <span className="text-muted">{t('lag')}</span>
                    <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-sm bg-hover">
                      <span
                        className={
                          lagSeconds !== null && lagSeconds > fullLag / 2
                            ? 'block h-full bg-amber'
                            : 'block h-full bg-accent'
                        }
                        style={{ width: `${Math.min(100, Math.max(2, ((lagSeconds ?? fullLag) / fullLag) * 100))}%` }}
                      />
                    </span>
                    <span data-figure="" className="tabular-nums">
                      {lagSeconds === null ? t('never') : span(lagSeconds)}
                    </span>
                  </span>
                  <span className="text-muted">
                    {t('lastPull')} <TimeCell value={one.lastPull} />
                  </span>
                  <span className="text-muted">
                    {t('cursor')} <TimeCell value={one.cursor} exact />
                  </span>
                  <span
                    className="text-muted tabular-nums"
                    title={others.map((l) => `${l.operation} ${l.calls} / ${l.granted}`).join('\n') || undefined}
                  >
                    {tightest
                      ? t('callsOf', {
                          operation: tightest.operation === 'default' ? t('anyCall') : tightest.operation,
                          calls: tightest.calls,
                          granted: tightest.granted,
                          minutes,
                        })
                      : t('calls', { calls, minutes })}
                    {others.length > 0 ? ` ${t('moreLimits', { count: others.length })}` : ''}
                  </span>
                </div>
                <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
                  {figures
                    .filter(({ n }) => n > 0)
                    .map(({ key, n }) => (
                      <span
                        key={key}
                        className={
                          key === 'refusedPushes' || key === 'drifting' ? 'text-danger-text' : 'text-amber-text'
                        }
                      >
                        {t(key, { count: n })}
                      </span>
                    ))}
                  {one.trouble ? (
                    <span className="text-muted">
                      <TroubleText trouble={one.trouble} />
                    </span>
                  ) : null}
                  {one.flows.map(({ flow, trouble, nextAt }) => (
                    <span key={flow} className="text-amber-text">
                      {t('flowFails', { name: nameOf(flow) })}
                      {trouble ? (
                        <span className="ml-1 text-muted">
                          <TroubleText trouble={trouble} />
                        </span>
                      ) : null}
                      <span className="ml-1 text-muted">
                        {t('next')} <TimeCell value={nextAt} />
                      </span>
                    </span>
                  ))}
                  {one.failures > 0 && one.nextAt ? (
                    <span className="text-muted">
                      {t('next')} <TimeCell value={one.nextAt} />
                    </span>
                  ) : null}
                </div>
              </div>
              <div className="flex flex-wrap gap-2">
                {can['dispatch.repair'] && (breaker === 'closed' || breaker === 'open') ? (
                  <Button
                    size="sm"
                    pending={repair.pending}
                    onClick={() => repair.run({ what: 'pull', shopId: shop.id })}
                  >
                    {t('pullNow')}
                  </Button>
                ) : null}
                {can['dispatch.pause'] && !paused.includes(shop.id) && breaker !== 'paused' ? (
                  <Button size="sm" variant="ghost" onClick={() => setPausing(shop)}>
                    {t('pause')}
                  </Button>
                ) : null}
                {can['dispatch.resume'] && (paused.includes(shop.id) || breaker === 'paused') ? (
                  <Button size="sm" pending={resume.pending} onClick={() => resume.run({ kind: 'shop', key: shop.id })}>
                    {t('resume')}
                  </Button>
                ) : null}
              </div>
            </li>
          )
        })}
      </ul>
      {pausing ? (
        <ReasonDialog
          title={t('pauseTitle', { name: pausing.name })}
          text={t('pauseText')}
          confirm={t('pause')}
          label={t('reason')}
          required
          pending={pause.pending}
          onConfirm={(reason) => pause.run({ kind: 'shop', key: pausing.id, reason })}
          onClose={() => setPausing(null)}
        />
      ) : null}
    </Card>
  )
}
