'use client'

import { CircleCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { ReplayView, StuckView } from '@/lib/modules/dispatch/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'
import { StuckLine } from './stuck-line'

type Action = (input: unknown) => Promise<Outcome<unknown>>
type Props = {
  stuck: readonly StuckView[]
  can: Rights<'message.replay' | 'dispatch.repair' | 'dispatch.mute' | 'dispatch.unmute' | 'message.list'>
  actions: { replay: (input: unknown) => Promise<Outcome<ReplayView>>; repair: Action; mute: Action; unmute: Action }
}

/** Where it is stuck, why in plain words, and the button that mends it. */
export function StuckCard({ stuck, can, actions }: Props) {
  const t = useTranslations('dispatch.stuck')
  const router = useRouter()
  const [muting, setMuting] = useState<StuckView | null>(null)
  const [all, setAll] = useState(false)
  const done = (text: string) => () => {
    toast.success(text)
    setMuting(null)
    router.refresh()
  }
  const replay = useAction(actions.replay, ({ items }) => {
    // Some of it may be past mending: whose link was used, or what somebody else has just started.
    if (items.every(({ outcome }) => outcome === 'not')) toast.error(t('nothing'))
    else toast.success(t('started'))
    router.refresh()
  })
  const repair = useAction(actions.repair, done(t('started')))
  const mute = useAction(actions.mute, done(t('mutedNow')))
  const unmute = useAction(actions.unmute, done(t('shownAgain')))
  const loud = stuck.filter((one) => !one.muted)
  const quiet = stuck.length - loud.length
  const shown = all ? stuck : loud

  function mend(one: StuckView) {
    const { kind, shop, code, name } = one
    if (kind === 'drain') return repair.run({ what: 'drain', name })
    if (kind === 'pull' || kind === 'listing') return repair.run({ what: kind, shopId: shop?.id })
    if (kind === 'flow') return repair.run({ what: 'flow', shopId: shop?.id, name })
    const given = {
      ...(shop && { shopId: shop.id }),
      ...(code && { trouble: code }),
      ...((kind === 'job' || kind === 'mail') && name && { name }),
    }
    const aside = one.cause === 'killed' ? 'aside' : one.cause === 'lost' ? 'waiting' : 'failed'
    const pull = kind === 'job' && name?.endsWith('.pull')
    replay.run({ range: { kind: pull ? 'pull' : kind, state: aside, ...given } })
  }

  const mayMend = ({ kind, repair: how }: StuckView) =>
    how === 'run' || ['pull', 'flow'].includes(kind) ? can['dispatch.repair'] : can['message.replay']
  return (
    <Card
      title={t('title', { count: loud.length })}
      padded={false}
      aside={
        quiet > 0 ? (
          <Button size="sm" variant="ghost" aria-pressed={all} onClick={() => setAll(!all)}>
            {t('muted', { count: quiet })}
          </Button>
        ) : null
      }
    >
      {shown.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-4 text-sm text-green-text">
          <CircleCheck className="size-4" /> {t('none')}
        </p>
      ) : (
        <ul className="divide-y divide-line-soft">
          {shown.map((one) => (
            <StuckLine
              key={one.key}
              stuck={one}
              pending={replay.pending || repair.pending}
              onMend={mayMend(one) && (one.repair === 'replay' || one.repair === 'run') ? () => mend(one) : null}
              onMute={can['dispatch.mute'] && !one.muted ? () => setMuting(one) : null}
              onUnmute={can['dispatch.unmute'] && one.muted ? () => unmute.run({ key: one.key }) : null}
            />
          ))}
        </ul>
      )}
      {muting ? (
        <ReasonDialog
          title={t('muteTitle')}
          text={t('muteText')}
          confirm={t('mute')}
          label={t('reason')}
          required
          pending={mute.pending}
          onConfirm={(reason) => mute.run({ key: muting.key, reason })}
          onClose={() => setMuting(null)}
        />
      ) : null}
    </Card>
  )
}
