import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ListingsLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['listings', 'troubles']}>{children}</Texts>
}
