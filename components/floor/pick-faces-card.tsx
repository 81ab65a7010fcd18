'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { Table, Td, Th } from '@/components/ui/table'
import type { PickFaceView } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Set = (input: unknown) => Promise<Outcome<null>>
type Props = { warehouseId: string; faces: readonly PickFaceView[]; set: Set | undefined }

const empty = { binCode: '', skuCode: '', least: '', most: '' }

/** Which bins people pick from, and between how much and how much they are to hold; a row is changed by typing it anew. */
export function PickFacesCard({ warehouseId, faces, set }: Props) {
  const t = useTranslations('floor.faces')
  const zh = useLocale() === 'zh-CN'
  const router = useRouter()
  const { refusalText, fieldText } = useRefusalText()
  const [draft, setDraft] = useState(empty)
  const [wrong, setWrong] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const change = (field: keyof typeof empty) => (event: { target: { value: string } }) =>
    setDraft({ ...draft, [field]: event.target.value })

  async function save(face: { binCode: string; skuCode: string; levels: { least: number; most: number } | null }) {
    setPending(true)
    const outcome = await set?.({ warehouseId, ...face })
    setPending(false)
    if (!outcome) return
    const [error] = outcome.ok ? [] : (outcome.refusal.errors ?? [])
    setWrong(outcome.ok ? null : error ? fieldText(error.code) : refusalText(outcome.refusal))
    if (!outcome.ok) return
    setDraft(empty)
    router.refresh()
  }

  return (
    <Card title={t('title')} padded={false}>
      {faces.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('empty')}</p> : null}
      {faces.length === 0 ? null : (
        <Table>
          <thead>
            <tr>
              <Th>{t('bin')}</Th>
              <Th>{t('sku')}</Th>
              <Th>{t('name')}</Th>
              <Th align="right">{t('least')}</Th>
              <Th align="right">{t('most')}</Th>
              {set ? <Th>{t('do')}</Th> : null}
            </tr>
          </thead>
          <tbody>
            {faces.map(({ binCode, skuCode, name, nameEn, least, most }) => (
              <tr key={`${binCode} ${skuCode}`}>
                <Td className="font-mono">{binCode}</Td>
                <Td className="font-mono">{skuCode}</Td>
                <Td>{zh ? name : nameEn || name}</Td>
                <Td align="right" className="tabular-nums">
                  {least}
                </Td>
                <Td align="right" className="tabular-nums">
                  {most}
                </Td>
                {set ? (
                  <Td>
                    <span className="flex gap-1">
                      <Button
                        size="sm"
                        variant="ghost"
                        aria-label={t('editOf', { bin: binCode, sku: skuCode })}
                        onClick={() => setDraft({ binCode, skuCode, least: String(least), most: String(most) })}
                      >
                        {t('edit')}
                      </Button>
                      <Button
                        size="sm"
                        variant="quietDanger"
                        pending={pending}
                        aria-label={t('removeOf', { bin: binCode, sku: skuCode })}
                        onClick={() => void save({ binCode, skuCode, levels: null })}
                      >
                        {t('remove')}
                      </Button>
                    </span>
                  </Td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {set ? (
        <form
          className="flex flex-wrap items-center gap-2 border-t border-line-soft px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault()
            const levels = { least: Number(draft.least), most: Number(draft.most) }
            void save({ binCode: draft.binCode, skuCode: draft.skuCode, levels })
          }}
        >
          {(['binCode', 'skuCode'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(field === 'binCode' ? 'bin' : 'sku')}
              placeholder={t(field === 'binCode' ? 'bin' : 'sku')}
              className="w-40 font-mono"
              required
              maxLength={100}
              value={draft[field]}
              onChange={change(field)}
            />
          ))}
          {(['least', 'most'] as const).map((field) => (
            <Input
              key={field}
              aria-label={t(field)}
              placeholder={t(field)}
              type="number"
              min={1}
              max={1_000_000}
              className="w-24"
              required
              value={draft[field]}
              onChange={change(field)}
            />
          ))}
          <Button type="submit" pending={pending}>
            {t('save')}
          </Button>
        </form>
      ) : null}
      {wrong ? (
        <div className="px-4 pb-3">
          <AlertBox kind="danger" title={wrong} />
        </div>
      ) : null}
    </Card>
  )
}
