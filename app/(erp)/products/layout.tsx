import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ProductsLayout({ children }: { children: ReactNode }) {
  return (
    <Texts spaces={['catalog', 'batches', 'prints', 'bulk', 'marks', 'orders.flag', 'orders.notes']}>{children}</Texts>
  )
}
