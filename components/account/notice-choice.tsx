'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAction } from '@/components/form/use-action'
import { useDesk } from '@/components/layout/desk'
import { Checkbox } from '@/components/ui/checkbox'
import { Table, Td, Th } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'

type Choice = { bell: boolean; pop: boolean; mail: boolean }

/** Which notices somebody wants, and where; each tick is kept at once. */
export function NoticeChoice({ choices }: { choices: Readonly<Record<string, Choice>> }) {
  const t = useTranslations('ui.notices')
  const desk = useDesk()
  const locale = useLocale()
  const [wanted, setWanted] = useState(choices)
  const save = useAction(desk.setPreferences, () => toast.success(t('saved'), { id: 'notices' }))
  function change(kind: string, to: Partial<Choice>) {
    const before = wanted[kind] ?? { bell: true, pop: true, mail: false }
    const next = { ...wanted, [kind]: { ...before, ...to } }
    setWanted(next)
    // Mails are written in the language in which somebody asked for them.
    save.run({ notices: next, locale })
  }
  return (
    <Table aria-label={t('choice')}>
      <thead>
        <tr>
          <Th>{t('kindOf')}</Th>
          <Th>{t('bell')}</Th>
          <Th>{t('pop')}</Th>
          <Th>{t('mail')}</Th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(wanted).map(([kind, { bell, pop, mail }]) => {
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
              <Td>
                <Checkbox
                  aria-label={`${name}: ${t('mail')}`}
                  checked={mail}
                  onCheckedChange={(on) => change(kind, { mail: on })}
                />
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
