'use client'

import { useTranslations } from 'next-intl'
import { NextPage } from '@/components/settings/next-page'
import { usePermissionName } from '@/components/settings/use-permission-name'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import type { AuditView } from '@/lib/modules/settings/schema'

export function AuditTable({ rows, nextCursor }: { rows: readonly AuditView[]; nextCursor: string | null }) {
  const t = useTranslations('settings.audit')
  const { permissionName, resourceName } = usePermissionName()
  if (rows.length === 0) {
    return (
      <>
        <Card padded={false}>
          <EmptyState title={t('empty')} text={t(nextCursor ? 'searchOn' : 'emptyText')} />
        </Card>
        <NextPage cursor={nextCursor} />
      </>
    )
  }
  return (
    <>
      <Card padded={false}>
        <Table>
          <thead>
            <tr>
              <Th>{t('at')}</Th>
              <Th>{t('who')}</Th>
              <Th>{t('what')}</Th>
              <Th>{t('on')}</Th>
              <Th>{t('detail')}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <Td>
                  <TimeCell value={row.at} exact />
                </Td>
                <Td className="whitespace-nowrap">
                  {row.actor.name ?? t(`kind.${row.actor.kind}`)}
                  {row.actor.kind === 'key' ? <span className="ml-1 text-xs text-muted">{t('kind.key')}</span> : null}
                </Td>
                <Td>
                  {resourceName(row.action.split('.')[0] ?? '')} · {permissionName(row.action)}
                  <span className="block font-mono text-xs text-subtle">{row.action}</span>
                </Td>
                <Td>
                  {row.refs.slice(0, 2).map((ref) => (
                    <CopyText key={ref.id} value={ref.id} className="max-w-56">
                      {ref.type} {ref.id.slice(-12)}
                    </CopyText>
                  ))}
                  {row.refs.length > 2 ? (
                    <span className="block text-xs text-muted">{t('more', { count: row.refs.length - 2 })}</span>
                  ) : null}
                </Td>
                <Td>
                  <span
                    className="block max-w-56 truncate font-mono text-xs text-muted"
                    title={JSON.stringify(row.detail)}
                  >
                    {Object.entries(row.detail)
                      .map(
                        ([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
                      )
                      .join(', ')}
                  </span>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <NextPage cursor={nextCursor} />
    </>
  )
}
