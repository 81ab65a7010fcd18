import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function BulkLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['bulk']}>{children}</Texts>
}
