import type { ReactNode } from 'react'
import { TenantProvider } from '@/components/layout/tenant-context'
import { Texts } from '@/components/layout/texts'
import { requireActor } from '@/lib/platform/entrance/page'

/** Paper has no navigation. */
export default async function PrintLayout({ children }: { children: ReactNode }) {
  const { name, currency, timeZone } = (await requireActor()).tenant
  return (
    <TenantProvider tenant={{ name, currency, timeZone }}>
      <Texts spaces={['shipping']}>{children}</Texts>
    </TenantProvider>
  )
}
