import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['webhooks', 'settings.scope']}>{children}</Texts>
}
