import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function CustomersLayout({ children }: { children: ReactNode }) {
  return (
    <Texts
      spaces={[
        'customers',
        'bulk',
        'marks',
        'orders.flag',
        'orders.notes',
        'orders.state',
        'orders.hold',
        'orders.fulfilmentState',
      ]}
    >
      {children}
    </Texts>
  )
}
