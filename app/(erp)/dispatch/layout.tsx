import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function DispatchLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['dispatch', 'troubles']}>{children}</Texts>
}
