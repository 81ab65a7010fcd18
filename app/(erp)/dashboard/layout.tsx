import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['dashboard']}>{children}</Texts>
}
