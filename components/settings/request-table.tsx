'use client'

import { Activity } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { NextPage } from '@/components/settings/next-page'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'

type Row = { id: string; at: string; method: string; route: string; status: number; ms: number; requestId: string }

function toneOf(status: number) {
  return status < 400 ? 'green' : status < 500 ? 'amber' : 'danger'
}

export function RequestTable({ rows, nextCursor }: { rows: readonly Row[]; nextCursor: string | null }) {
  const t = useTranslations('settings.apiKeys')
  return (
    <>
      <Card padded={false}>
        {rows.length === 0 ? (
          <EmptyState icon={<Activity />} title={t('noRequests')} text={t('noRequestsText')} />
        ) : (
          <Table>
            <thead>
              <tr>
                <Th>{t('at')}</Th>
                <Th>{t('request')}</Th>
                <Th>{t('status')}</Th>
                <Th align="right">{t('ms')}</Th>
                <Th>{t('requestId')}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <Td>
                    <TimeCell value={row.at} exact />
                  </Td>
                  <Td className="font-mono whitespace-nowrap">
                    {row.method} {row.route}
                  </Td>
                  <Td>
                    <Badge tone={toneOf(row.status)}>{row.status}</Badge>
                  </Td>
                  <Td align="right">
                    <span data-figure="">{row.ms} ms</span>
                  </Td>
                  <Td>
                    <CopyText value={row.requestId}>{row.requestId.slice(-12)}</CopyText>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <NextPage cursor={nextCursor} />
    </>
  )
}
