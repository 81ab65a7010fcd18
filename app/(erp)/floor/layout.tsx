import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function FloorLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['floor', 'prints', 'orders']}>{children}</Texts>
}
