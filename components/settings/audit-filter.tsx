'use client'

import { Search } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { ExportMenu } from '@/components/exchange/export-menu'
import type { PermissionGroup } from '@/components/settings/permission-groups'
import { usePermissionName } from '@/components/settings/use-permission-name'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'

export type AuditSearch = Partial<Record<'action' | 'actorId' | 'objectId' | 'from' | 'to' | 'text', string>>

type Props = {
  groups: readonly PermissionGroup[]
  actors: readonly { value: string; label: string }[]
  search: AuditSearch
}

/** Who, what, to what, when, and any word: all of them together. */
export function AuditFilter({ groups, actors, search }: Props) {
  const t = useTranslations('settings.audit')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const pathname = usePathname()
  const { permissionName, resourceName } = usePermissionName()
  const [wanted, setWanted] = useState<AuditSearch>(search)
  const options = groups.flatMap(({ resource, permissions }) => [
    { value: `${resource}.*`, label: t('allOf', { resource: resourceName(resource) }) },
    ...permissions.map((name) => ({ value: name, label: `${resourceName(resource)} · ${permissionName(name)}` })),
  ])
  const query = (of: AuditSearch) => new URLSearchParams(Object.entries(of).filter(([, value]) => value)).toString()
  const go = (of: AuditSearch) => router.push(query(of) ? `${pathname}?${query(of)}` : pathname)
  const set = (field: keyof AuditSearch, value: string | null) => setWanted({ ...wanted, [field]: value ?? '' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    go(wanted)
  }
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
      <div className="w-60">
        <Combobox
          aria-label={t('filter')}
          placeholder={t('filter')}
          options={options}
          value={wanted.action || null}
          onValueChange={(value) => set('action', value)}
        />
      </div>
      <div className="w-44">
        <Combobox
          aria-label={t('who')}
          placeholder={t('who')}
          options={actors}
          value={wanted.actorId || null}
          onValueChange={(value) => set('actorId', value)}
        />
      </div>
      <Input
        className="w-36"
        type="date"
        aria-label={t('from')}
        title={t('from')}
        value={wanted.from ?? ''}
        max={wanted.to || undefined}
        onChange={(event) => set('from', event.target.value)}
      />
      <Input
        className="w-36"
        type="date"
        aria-label={t('to')}
        title={t('to')}
        value={wanted.to ?? ''}
        min={wanted.from || undefined}
        onChange={(event) => set('to', event.target.value)}
      />
      <Input
        className="w-44 font-mono"
        aria-label={t('object')}
        placeholder={t('object')}
        maxLength={100}
        value={wanted.objectId ?? ''}
        onChange={(event) => set('objectId', event.target.value)}
      />
      <Input
        className="w-44"
        type="search"
        aria-label={t('textPlaceholder')}
        placeholder={t('textPlaceholder')}
        maxLength={100}
        value={wanted.text ?? ''}
        onChange={(event) => set('text', event.target.value)}
      />
      <Button type="submit" variant="primary">
        <Search aria-hidden="true" />
        {common('search')}
      </Button>
      {query(wanted) ? (
        <Button
          onClick={() => {
            setWanted({})
            go({})
          }}
        >
          {common('clear')}
        </Button>
      ) : null}
      <span className="ml-auto">
        <ExportMenu side="bottom" />
      </span>
    </form>
  )
}
