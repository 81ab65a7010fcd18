'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { SessionTable } from '@/components/account/session-table'
import { useAction } from '@/components/form/use-action'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Session = {
  id: string
  userAgent: string
  createdAt: string
  lastSeenAt: string
  here: boolean
  sameCompany: boolean
}

type Props = { sessions: readonly Session[]; end: (input: unknown) => Promise<Outcome<number>> }

export function SessionsCard({ sessions, end }: Props) {
  const t = useTranslations('common.sessions')
  const router = useRouter()
  const ending = useAction(end, (count: number) => {
    toast.success(t('ended', { count }))
    router.refresh()
  })
  return (
    <Card
      title={t('title')}
      padded={false}
      aside={
        sessions.length > 1 ? (
          <Button size="sm" pending={ending.pending} onClick={() => ending.run({ which: 'others' })}>
            {t('endOthers')}
          </Button>
        ) : null
      }
    >
      <SessionTable
        sessions={sessions}
        mark={(session) => (
          <span className="ml-2 inline-flex gap-1">
            {session.here ? <Badge tone="green">{t('here')}</Badge> : null}
            {session.sameCompany ? null : <Badge>{t('otherCompany')}</Badge>}
          </span>
        )}
        action={(session) =>
          session.here ? null : (
            <Button size="sm" variant="quietDanger" onClick={() => ending.run({ which: session.id })}>
              {t('end')}
            </Button>
          )
        }
      />
    </Card>
  )
}
