import '../scan.css'
import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

/** Pages for scanners: no navigation, large type, one job. */
export default function ScanLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['scan', 'prints.refused', 'prints.reason']}>{children}</Texts>
}
