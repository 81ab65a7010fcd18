'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { deviceOf } from '@/components/account/user-agent'
import { TimeCell } from '@/components/table/time-cell'
import { Table, Td, Th } from '@/components/ui/table'

type Shown = { id: string; userAgent: string; createdAt: string; lastSeenAt: string }

/** Where somebody is signed in; `mark` stands behind the device, `action` at the end of the row. */
export function SessionTable<T extends Shown>({
  sessions,
  mark,
  action,
}: {
  sessions: readonly T[]
  mark?: (session: T) => ReactNode
  action?: (session: T) => ReactNode
}) {
  const t = useTranslations('common.sessions')
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('device')}</Th>
          <Th>{t('lastSeen')}</Th>
          <Th>{t('since')}</Th>
          {action ? (
            <Th>
              <span className="sr-only">{t('end')}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const { browser, system } = deviceOf(session.userAgent)
          return (
            <tr key={session.id}>
              <Td>
                <span title={session.userAgent}>{[browser, system].filter(Boolean).join(' · ') || t('unknown')}</span>
                {mark?.(session)}
              </Td>
              <Td>
                <TimeCell value={session.lastSeenAt} />
              </Td>
              <Td>
                <TimeCell value={session.createdAt} />
              </Td>
              {action ? <Td align="right">{action(session)}</Td> : null}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
