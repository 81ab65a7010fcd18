'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useDesk } from '@/components/layout/desk'
import { Checkbox } from '@/components/ui/checkbox'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'

type Choice = { bell: boolean; pop: boolean }

/** Which notices somebody wants, and where; each tick is kept at once. */
export function NoticeChoice({ choices }: { choices: Readonly<Record<string, Choice>> }) {
  const t = useTranslations('ui.notices')
  const desk = useDesk()
  const [wanted, setWanted] = useState(choices)
  const save = useAction(desk.setPreferences, () => toast.success(t('saved'), { id: 'notices' }))
  function change(kind: string, to: Partial<Choice>) {
    const before = wanted[kind] ?? { bell: true, pop: true }
    const next = { ...wanted, [kind]: { ...before, ...to } }
    setWanted(next)
    save.run({ notices: next })
  }
  return (
    <Table aria-label={t('choice')}>
      <thead>
        <tr>
          <Th>{t('kindOf')}</Th>
          <Th>{t('bell')}</Th>
          <Th>{t('pop')}</Th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(wanted).map(([kind, { bell, pop }]) => {
          const name = t(`kind.${kind.replace('.', '_')}` as 'kind.stock_low')
          return (
            <tr key={kind}>
              <Td>{name}</Td>
              <Td>
                <Checkbox
                  aria-label={`${name}: ${t('bell')}`}
                  checked={bell}
                  onCheckedChange={(on) => change(kind, { bell: on })}
                />
              </Td>
              <Td>
                <Checkbox
                  aria-label={`${name}: ${t('pop')}`}
                  checked={pop}
                  onCheckedChange={(on) => change(kind, { pop: on })}
                />
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
