import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function HelpLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['help', 'feedback']}>{children}</Texts>
}
