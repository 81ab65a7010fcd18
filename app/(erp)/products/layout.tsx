import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ProductsLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['catalog', 'batches', 'prints', 'orders.job']}>{children}</Texts>
}
