'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { FlowsView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { readTrouble } from './read-trouble'
import { TroubleText } from './trouble-text'

type Props = {
  shopId: string
  flows: FlowsView
  mayRun: boolean
  mayList: boolean
  start: (input: unknown) => Promise<Outcome<FlowsView>>
}

/** What goes to and fro beside the orders: how often, when last, what went wrong, and the button that does it now. */
export function FlowsCard({ shopId, flows: seen, mayRun, mayList, start }: Props) {
  const t = useTranslations('channels.flows')
  const router = useRouter()
  const { run, pending } = useAction(start, () => {
    toast.success(t('started'))
    router.refresh()
  })
  return (
    <Card
      title={t('title')}
      padded={false}
      aside={
        mayList ? (
          <ButtonLink size="sm" variant="ghost" href={`/listings?shopId=${shopId}${seen.open > 0 ? '&show=open' : ''}`}>
            {seen.open > 0 ? t('open', { count: seen.open }) : t('listings', { count: seen.listings })}
          </ButtonLink>
        ) : null
      }
    >
      <ul className="divide-y divide-line-soft">
        {seen.flows.map(({ flow, everySeconds, lastDone, failures, trouble }) => (
          <li key={flow} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm">
            <span className="min-w-24 font-medium">{t(`names.${flow}`)}</span>
            <span className="text-muted">
              {everySeconds === null ? t('asItChanges') : t('every', { minutes: Math.round(everySeconds / 60) })}
            </span>
            <span className="text-muted">
              {t('last')} <TimeCell value={lastDone} />
            </span>
            {flow === 'stock' && seen.waiting > 0 ? (
              <Badge tone="blue">{t('waiting', { count: seen.waiting })}</Badge>
            ) : null}
            {flow === 'stock' && seen.refused > 0 ? (
              <Badge tone="danger">{t('refused', { count: seen.refused })}</Badge>
            ) : null}
            {flow === 'listings' && seen.drifting > 0 ? (
              <Badge tone="amber">{t('drifting', { count: seen.drifting })}</Badge>
            ) : null}
            {failures > 0 && !waitsForLimit(trouble) ? (
              <Badge tone="danger">{t('failed', { count: failures })}</Badge>
            ) : null}
            {trouble ? (
              <span className="min-w-0 text-xs text-muted">
                <TroubleText trouble={trouble} />
              </span>
            ) : null}
            {mayRun ? (
              <Button size="sm" className="ml-auto" pending={pending} onClick={() => run({ shopId, flow })}>
                {t('run')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Told to come back later, by us or by the marketplace: nothing has failed. */
function waitsForLimit(trouble: string | null): boolean {
  return trouble !== null && readTrouble(trouble).kind === 'retry_after'
}
