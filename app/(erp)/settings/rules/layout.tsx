import type { ReactNode } from 'react'
import { Texts } from '@/components/layout/texts'

export default function RulesLayout({ children }: { children: ReactNode }) {
  return <Texts spaces={['rules', 'ruleWords', 'shops.channels', 'orders']}>{children}</Texts>
}
