'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { ConnectionView } from '@/lib/modules/channels/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Act = (input: unknown) => Promise<Outcome<ConnectionView>>

type Props = {
  connection: ConnectionView
  can: Readonly<Record<'connection.set' | 'connection.test', boolean>>
  test: Act
  set: Act
}

export function ConnectionActions({ connection, can, test, set }: Props) {
  const t = useTranslations('channels')
  const router = useRouter()
  const { shopId, state } = connection
  const paused = state === 'paused'
  const testing = useAction(test, (view) => {
    if (view.trouble === null) toast.success(t('tested.good'))
    else if (view.state === 'expired' || view.state === 'stopped') toast.error(t('tested.bad'))
    else toast.error(t('tested.unsure'))
    router.refresh()
  })
  const pausing = useAction(set, () => {
    toast.success(t(paused ? 'resumed' : 'paused'))
    router.refresh()
  })
  return (
    <>
      {can['connection.set'] ? (
        <Button pending={pausing.pending} onClick={() => pausing.run({ shopId, paused: !paused })}>
          {t(paused ? 'resume' : 'pause')}
        </Button>
      ) : null}
      {can['connection.test'] ? (
        <Button variant="primary" pending={testing.pending} onClick={() => testing.run({ shopId })}>
          {t('test')}
        </Button>
      ) : null}
    </>
  )
}
