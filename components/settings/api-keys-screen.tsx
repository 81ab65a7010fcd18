'use client'

import { KeyRound, Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import type { Grantable } from '@/components/settings/grant-fields'
import { KeyDialog } from '@/components/settings/key-dialog'
import { NextPage } from '@/components/settings/next-page'
import { ScopeText } from '@/components/settings/scope-text'
import { useRoleName } from '@/components/settings/use-role-name'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DotBadge } from '@/components/ui/dot-badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'
import type { ApiKeyView } from '@/lib/modules/settings/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  keys: readonly ApiKeyView[]
  nextCursor: string | null
  grantable: Grantable
  may: { create: boolean; disable: boolean; requests: boolean }
  create: (input: unknown) => Promise<Outcome<{ key: string }>>
  disable: (input: unknown) => Promise<Outcome<unknown>>
}

export function ApiKeysScreen({ keys, nextCursor, grantable, may, create, disable }: Props) {
  const t = useTranslations('settings')
  const router = useRouter()
  const roleName = useRoleName()
  const [creating, setCreating] = useState(false)
  const [ending, setEnding] = useState<ApiKeyView | null>(null)
  const end = useAction(disable, () => {
    setEnding(null)
    toast.success(t('apiKeys.disabledDone'))
    router.refresh()
  })
  const button = may.create ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      {t('apiKeys.create')}
    </Button>
  ) : undefined
  return (
    <PageBody>
      <PageHeader
        title={t('apiKeys.title')}
        subtitle={
          <>
            {t('apiKeys.text')}{' '}
            <Link
              href="/settings/api-keys/docs"
              prefetch={false}
              className="text-accent-text underline underline-offset-2"
            >
              {t('apiKeys.docs')}
            </Link>
          </>
        }
        actions={keys.length > 0 ? button : undefined}
      />
      <Card padded={false}>
        {keys.length === 0 ? (
          <EmptyState icon={<KeyRound />} title={t('apiKeys.empty')} text={t('apiKeys.emptyText')} action={button} />
        ) : (
          <Table>
            <thead>
              <tr>
                <Th>{t('apiKeys.name')}</Th>
                <Th>{t('apiKeys.key')}</Th>
                <Th>{t('field.role')}</Th>
                <Th>{t('field.shops')}</Th>
                <Th>{t('field.warehouses')}</Th>
                <Th>{t('field.state')}</Th>
                <Th>{t('apiKeys.lastUsed')}</Th>
                <Th>
                  <span className="sr-only">{t('field.actions')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key.id}>
                  <Td className="font-medium">
                    {may.requests ? (
                      <Link
                        href={`/settings/api-keys/${key.id}`}
                        prefetch={false}
                        className="underline-offset-2 hover:underline"
                      >
                        {key.name}
                      </Link>
                    ) : (
                      key.name
                    )}
                  </Td>
                  <Td>
                    <span className="font-mono text-muted">cvn_…{key.hint}</span>
                  </Td>
                  <Td>{roleName({ code: key.role, name: key.roleName })}</Td>
                  <Td>
                    <ScopeText ids={key.shopIds} places={grantable.shops} />
                  </Td>
                  <Td>
                    <ScopeText ids={key.warehouseIds} places={grantable.warehouses} />
                  </Td>
                  <Td>
                    <DotBadge tone={key.state === 'active' ? 'green' : 'grey'}>{t(`state.${key.state}`)}</DotBadge>
                  </Td>
                  <Td>{key.lastUsedAt ? <TimeCell value={key.lastUsedAt} /> : t('apiKeys.never')}</Td>
                  <Td align="right">
                    {may.disable && key.state === 'active' ? (
                      <Button size="sm" variant="quietDanger" onClick={() => setEnding(key)}>
                        {t('apiKeys.disable')}
                      </Button>
                    ) : null}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <NextPage cursor={nextCursor} />
      {creating ? (
        <KeyDialog
          grantable={grantable}
          create={create}
          onClose={() => setCreating(false)}
          onCreated={() => router.refresh()}
        />
      ) : null}
      {ending ? (
        <ConfirmDialog
          title={t('apiKeys.disableTitle', { name: ending.name })}
          text={t('apiKeys.disableText')}
          confirm={t('apiKeys.disable')}
          pending={end.pending}
          onConfirm={() => end.run({ apiKeyId: ending.id })}
          onClose={() => setEnding(null)}
        />
      ) : null}
    </PageBody>
  )
}
