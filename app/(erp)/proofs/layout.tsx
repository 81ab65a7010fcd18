import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function ProofsLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['proofs']}>{children}</Texts>
}
