import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ShippingLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['shipping', 'bulk', 'orders', 'batches', 'prints']}>{children}</Texts>
}
