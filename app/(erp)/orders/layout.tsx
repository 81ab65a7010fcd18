import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function OrdersLayout({ children }: { children: ReactNode }) {
  return (
    <Texts
      spaces={[
        'orders',
        'bulk',
        'shipping',
        'prints',
        'batches',
        'ruleWords',
        'shops.channels',
        'channels.reports',
        'troubles',
        'marks',
      ]}
    >
      {children}
    </Texts>
  )
}
