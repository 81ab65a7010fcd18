import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function OrdersLayout({ children }: { children: ReactNode }) {
  return (
    <Texts
      spaces={[
        'orders',
        'shipping',
        'prints',
        'batches',
        'ruleWords',
        'shops.channels',
        'channels.reports',
        'channels.alerts',
      ]}
    >
      {children}
    </Texts>
  )
}
