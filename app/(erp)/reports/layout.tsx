import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ReportsLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['reports']}>{children}</Texts>
}
