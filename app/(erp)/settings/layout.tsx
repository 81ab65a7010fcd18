import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'
import { SettingsNav } from '@/components/settings/settings-nav'
import { requireActor } from '@/lib/platform/entrance/page'
import { sectionsOf } from './sections-of'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor()
  return (
    <Texts
      spaces={['settings', 'shops', 'channels', 'warehouses', 'places', 'prints', 'troubles', 'feedback', 'onboarding']}
    >
      <div className="flex min-w-0 flex-1 flex-col md:flex-row">
        <SettingsNav sections={sectionsOf(actor)} />
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </Texts>
  )
}
