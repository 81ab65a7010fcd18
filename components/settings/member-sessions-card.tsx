'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { SessionTable } from '@/components/account/session-table'
import { useAction } from '@/components/form/use-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Session = { id: string; userAgent: string; createdAt: string; lastSeenAt: string }
type Props = {
  memberId: string
  sessions: readonly Session[]
  mayEnd: boolean
  end: (input: unknown) => Promise<Outcome<unknown>>
}

export function MemberSessionsCard({ memberId, sessions, mayEnd, end }: Props) {
  const t = useTranslations('common.sessions')
  const settings = useTranslations('settings.access')
  const router = useRouter()
  const ending = useAction(end, () => {
    toast.success(settings('signedOut'))
    router.refresh()
  })
  return (
    <Card
      title={t('title')}
      padded={sessions.length === 0}
      aside={
        mayEnd && sessions.length > 0 ? (
          <Button size="sm" variant="quietDanger" pending={ending.pending} onClick={() => ending.run({ memberId })}>
            {settings('signOut')}
          </Button>
        ) : null
      }
    >
      {sessions.length === 0 ? <p className="text-sm text-muted">{t('none')}</p> : <SessionTable sessions={sessions} />}
    </Card>
  )
}
