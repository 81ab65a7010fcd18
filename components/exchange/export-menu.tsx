'use client'

import { Download } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { createContext, type ReactNode, useContext } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { exportHref, exportSpecs } from './export-specs'

const Rights = createContext<readonly string[]>([])

/** `permissions`: the exports the member may take, for the lists below to offer those alone. */
export function ExportRights({ permissions, children }: { permissions: readonly string[]; children: ReactNode }) {
  return <Rights value={permissions}>{children}</Rights>
}

/** At the foot of every list, or above it: the list as it is narrowed now, whole, as a file. */
export function ExportMenu({ side = 'top' }: { side?: 'top' | 'bottom' }) {
  const t = useTranslations('ui.export')
  const locale = useLocale()
  const rights = useContext(Rights)
  const spec = exportSpecs[usePathname()]
  const search = useSearchParams()
  if (!spec || !rights.includes(spec.permission)) return null
  const take = (format: 'csv' | 'xlsx') => () =>
    window.location.assign(exportHref(spec, new URLSearchParams(search), format, locale))
  return (
    <Menu
      side={side}
      align="end"
      trigger={
        <Button size="sm" variant="ghost">
          <Download />
          {t('button')}
        </Button>
      }
      entries={[
        { key: 'xlsx', label: t('xlsx'), onSelect: take('xlsx') },
        { key: 'csv', label: t('csv'), onSelect: take('csv') },
      ]}
    />
  )
}
