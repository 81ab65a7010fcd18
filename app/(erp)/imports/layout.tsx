import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ImportsLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['exchange']}>{children}</Texts>
}
