import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['account', 'auth']}>{children}</Texts>
}
