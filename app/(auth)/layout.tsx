import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['auth']}>{children}</Texts>
}
