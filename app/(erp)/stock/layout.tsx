import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function StockLayout({ children }: { children: ReactNode }) {
  return (
    <Texts spaces={['stock', 'stocktakes', 'prints', 'orders', 'places', 'alerts', 'pools', 'batches', 'bulk']}>
      {children}
    </Texts>
  )
}
