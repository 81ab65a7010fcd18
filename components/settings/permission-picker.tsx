'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { includes, type PermissionGroup } from '@/components/settings/permission-groups'
import { searchPermissions } from '@/components/settings/permission-search'
import { usePermissionName } from '@/components/settings/use-permission-name'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'

type Props = {
  groups: readonly PermissionGroup[]
  held: readonly string[]
  onChange: (held: string[]) => void
  /** What the reader may give: everything else is shown and cannot be changed. */
  mayGive: (permission: string) => boolean
  locked: boolean
}

/** Rights by the thing they are about; a whole group is one box. */
export function PermissionPicker({ groups, held, onChange, mayGive, locked }: Props) {
  const t = useTranslations('settings.roles')
  const words = usePermissionName()
  const [text, setText] = useState('')
  const all = groups.flatMap((group) => group.permissions)
  /** What is held, one by one: a wildcard that loses one of its rights is no wildcard any more. */
  const single = () => all.filter((name) => includes(held, name))
  const set = (names: readonly string[], on: boolean) => {
    const rest = single().filter((name) => !names.includes(name))
    onChange(on ? [...rest, ...names] : rest)
  }
  const shown = searchPermissions(groups, text, words)
  return (
    <div className="flex flex-col gap-3">
      <Input
        type="search"
        className="max-w-sm"
        lead={<Search aria-hidden="true" />}
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {shown.length === 0 ? <p className="text-sm text-muted">{t('nothingFound')}</p> : null}
      <div className="columns-1 gap-3 md:columns-2 xl:columns-3">
        {shown.map(({ resource, permissions }) => {
          const count = permissions.filter((name) => includes(held, name)).length
          const free = permissions.filter(mayGive)
          return (
            <fieldset key={resource} className="mb-3 min-w-0 break-inside-avoid rounded-md border border-line">
              <legend className="sr-only">{words.resourceName(resource)}</legend>
              <div className="border-b border-line-soft bg-sunken px-3 py-2">
                <Checkbox
                  label={<span className="font-medium">{words.resourceName(resource)}</span>}
                  checked={count === permissions.length}
                  indeterminate={count > 0 && count < permissions.length}
                  disabled={locked || free.length === 0}
                  onCheckedChange={(on) => set(free, on)}
                />
              </div>
              <ul className="flex flex-col gap-1 p-3">
                {permissions.map((name) => (
                  <li key={name}>
                    <Checkbox
                      label={words.permissionName(name)}
                      help={<span className="font-mono break-all">{name}</span>}
                      checked={includes(held, name)}
                      disabled={locked || !mayGive(name)}
                      onCheckedChange={(on) => set([name], on)}
                    />
                  </li>
                ))}
              </ul>
            </fieldset>
          )
        })}
      </div>
    </div>
  )
}
