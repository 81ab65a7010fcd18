'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { EdgeView } from '@/lib/modules/dispatch/schema'
import { useSpan } from './use-span'

type Props = { edges: readonly EdgeView[]; minutes: number }

/** The way of the data, left to right: a box, and the arrows that lead into it. */
const stations: readonly { box: string; into: readonly EdgeView['edge'][] }[] = [
  { box: 'channels', into: [] },
  { box: 'intake', into: ['pull', 'push', 'intake'] },
  { box: 'orders', into: ['review', 'refunds'] },
  { box: 'stock', into: ['allocation', 'listings'] },
  { box: 'warehouse', into: ['warehouse'] },
  { box: 'back', into: ['report', 'stock'] },
  { box: 'buyers', into: ['tracking', 'returns', 'webhooks', 'mails'] },
]

/** What an arrow opens: its messages, or the list of the orders that wait there. */
const behind: Record<EdgeView['edge'], string> = {
  pull: '/dispatch/messages?kind=pull',
  push: '/dispatch/messages?kind=delivery',
  review: '/orders?state=pending_review',
  allocation: '/orders?state=approved',
  warehouse: '/orders?state=awaiting_shipment',
  report: '/dispatch/messages?kind=report',
  stock: '/dispatch/messages?kind=push',
  tracking: '/orders?state=shipped',
  intake: '/imports',
  refunds: '/dispatch/messages?kind=pull&name=refund.pull',
  listings: '/listings?show=open',
  returns: '/orders/returns',
  webhooks: '/dispatch/messages?kind=webhook',
  mails: '/dispatch/messages?kind=mail',
}

/** The modules as boxes with the live figures on the arrows between them; on a phone the same from top to bottom. */
export function FlowMap({ edges, minutes }: Props) {
  const t = useTranslations('dispatch.map')
  const of = (name: EdgeView['edge']) => edges.find(({ edge }) => edge === name)
  return (
    <Card title={t('title')} aside={<span className="text-xs text-muted">{t('window', { minutes })}</span>}>
      <ol className="flex flex-col lg:flex-row lg:items-center">
        {stations.map(({ box, into }) => (
          <li key={box} className="contents">
            {into.length > 0 ? (
              <div className="flex min-w-0 flex-1 flex-col gap-1 border-l-2 border-line py-1 pl-3 ml-5 lg:ml-0 lg:border-l-0 lg:px-1 lg:py-0">
                {into.map((name) => {
                  const edge = of(name)
                  return edge ? <Arrow key={name} edge={edge} /> : null
                })}
              </div>
            ) : null}
            <div className="shrink-0 rounded-md border border-line bg-sunken px-2.5 py-2 text-center text-sm font-medium whitespace-nowrap max-lg:text-left">
              {t(`box.${box}`)}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Arrow({ edge: { edge, passed, waiting, capped, lagSeconds, failed } }: { edge: EdgeView }) {
  const t = useTranslations('dispatch.map')
  const span = useSpan()
  return (
    <Link
      href={behind[edge]}
      prefetch={false}
      className={cn(
        'group flex min-w-0 flex-wrap items-center gap-x-2 rounded-md px-1.5 py-1 text-xs hover:bg-hover lg:flex-col lg:gap-0 lg:text-center',
        failed > 0 && 'bg-danger-soft',
      )}
    >
      <span className={cn('font-medium', failed > 0 ? 'text-danger-text' : 'text-fg')}>{t(`edge.${edge}`)}</span>
      <span aria-hidden className="hidden w-full items-center text-subtle lg:flex">
        <span className={cn('h-px flex-1', failed > 0 ? 'bg-danger' : 'bg-line-strong')} />›
      </span>
      <span data-figure="" className="text-muted tabular-nums">
        {passed === null ? '—' : t('passed', { count: passed })}
      </span>
      {waiting > 0 ? (
        <span data-figure="" className="text-amber-text tabular-nums">
          {t('waiting', { count: waiting })}
          {capped ? '+' : ''}
        </span>
      ) : null}
      {lagSeconds !== null && lagSeconds > 0 ? (
        <span data-figure="" className="text-muted tabular-nums">
          {t('lag', { span: span(lagSeconds) })}
        </span>
      ) : null}
      {failed > 0 ? (
        <span data-figure="" className="font-medium text-danger-text tabular-nums">
          {t('failed', { count: failed })}
        </span>
      ) : null}
    </Link>
  )
}
