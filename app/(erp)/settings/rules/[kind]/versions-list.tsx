'use client'

import { History } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import type { RuleKind, RuleSetView, VersionView } from '@/lib/modules/rules/schema'
import { rollBackRulesAction } from '../actions'

type Props = {
  kind: RuleKind
  page: { items: VersionView[]; nextCursor: string | null }
  setVersion: number
  mayRestore: boolean
}

export function VersionsList({ kind, page, setVersion, mayRestore }: Props) {
  const t = useTranslations('rules')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const [asked, setAsked] = useState<VersionView | null>(null)
  const { run, pending } = useAction(rollBackRulesAction, (set: RuleSetView) => {
    toast.success(t('versions.restored', { version: set.live?.version ?? 0 }))
    setAsked(null)
    router.refresh()
  })
  if (page.items.length === 0)
    return <EmptyState icon={<History />} title={t('versions.empty')} text={t('versions.emptyText')} />
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <Table aria-label={t('versions.title')}>
          <thead>
            <tr>
              <Th>{t('versions.title')}</Th>
              <Th align="right">{t('versions.rules')}</Th>
              <Th>{t('versions.published')}</Th>
              <Th>{t('versions.note')}</Th>
              <Th>
                <span className="sr-only">{t('versions.restore')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {page.items.map((version) => (
              <tr key={version.version}>
                <Td className="whitespace-nowrap">
                  {t('versions.version', { version: version.version })}{' '}
                  {version.live ? <Badge tone="green">{t('versions.live')}</Badge> : null}
                </Td>
                <Td align="right">{version.rules}</Td>
                <Td className="whitespace-nowrap">
                  {version.publishedBy} · <TimeCell value={version.publishedAt} />
                </Td>
                <Td className="wrap-anywhere">
                  {version.fromVersion ? t('versions.from', { version: version.fromVersion }) : null}
                  {version.fromVersion && version.note ? ' · ' : null}
                  {version.note}
                </Td>
                <Td align="right">
                  {mayRestore && !version.live ? (
                    <Button size="sm" onClick={() => setAsked(version)}>
                      {t('versions.restore')}
                    </Button>
                  ) : null}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {page.nextCursor ? (
        <div>
          <ButtonLink href={`/settings/rules/${kind}?tab=versions&cursor=${encodeURIComponent(page.nextCursor)}`}>
            {t('dryRun.more')}
          </ButtonLink>
        </div>
      ) : null}
      {asked ? (
        <Dialog
          open
          size="sm"
          onOpenChange={(open) => open || setAsked(null)}
          title={t('versions.restoreTitle', { version: asked.version })}
          description={t('versions.restoreText')}
          footer={
            <>
              <Button onClick={() => setAsked(null)}>{common('cancel')}</Button>
              <Button
                variant="primary"
                pending={pending}
                onClick={() => run({ kind, toVersion: asked.version, version: setVersion })}
              >
                {t('versions.restore')}
              </Button>
            </>
          }
        />
      ) : null}
    </div>
  )
}
