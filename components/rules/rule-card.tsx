'use client'

import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, CopyPlus, Trash2, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useId } from 'react'
import type { DraftError, RuleNames } from '@/components/rules/drafts'
import { RuleForm, type RuleFormProps } from '@/components/rules/rule-form'
import { useFindingText } from '@/components/rules/use-finding-text'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { Switch } from '@/components/ui/switch'
import type { Finding } from '@/lib/modules/rules/schema'

type Props = Omit<RuleFormProps, 'errors'> & {
  names: RuleNames
  position: number
  last: boolean
  errors: readonly DraftError[]
  findings: readonly Finding[]
  nameOf: (ruleId: string) => string
  open: boolean
  readOnly: boolean
  onOpen: (open: boolean) => void
  onMove: (by: 1 | -1) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** A rule in a sentence, and open, its form. ⌥↑ and ⌥↓ move it. */
export function RuleCard(props: Props) {
  const { rule, names, position, last, errors, findings, open, readOnly, onOpen, onMove } = props
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const id = useId()
  const { whenText, actionText } = useRuleWords(names)
  const findingText = useFindingText(props.nameOf)
  function onKeyDown(event: KeyboardEvent) {
    if (readOnly || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li
      className={cn('rounded-lg border bg-surface', errors.length > 0 ? 'border-danger' : 'border-line')}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2 p-3 md:px-4">
        <span className="w-6 shrink-0 pt-1 text-right text-sm text-muted tabular-nums" title={t('editor.order')}>
          {position}
        </span>
        <div className={cn('min-w-0 flex-1 basis-60', rule.enabled || 'opacity-60')}>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 id={id} className="font-medium wrap-anywhere">
              {rule.name || t('editor.newName')}
            </h3>
            {rule.enabled ? null : <Badge>{t('editor.off')}</Badge>}
            {rule.stop ? <Badge title={w('said.stop')}>{t('editor.stop')}</Badge> : null}
          </div>
          <p className="mt-0.5 text-sm text-muted wrap-anywhere">
            {w('said.if')} {whenText(rule)} <span aria-hidden="true">→</span>{' '}
            <span className="text-fg">{rule.actions.map(actionText).join(w('value.separator')) || w('said.none')}</span>
          </p>
          {findings.map((finding) => (
            <p
              key={`${finding.code} ${finding.otherId} ${finding.group} ${finding.detail}`}
              className="mt-1 flex items-start gap-1.5 text-sm text-amber-text [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
            >
              <TriangleAlert aria-hidden="true" />
              <span>
                {findingText(finding)}{' '}
                <span className="text-xs text-muted">({t(finding.sure ? 'finding.sure' : 'finding.may')})</span>
              </span>
            </p>
          ))}
        </div>
        <div className="ml-auto flex items-center gap-0.5">
          {readOnly ? null : (
            <>
              <Switch
                label={<span className="sr-only">{t('editor.enable', { name: rule.name })}</span>}
                checked={rule.enabled}
                onCheckedChange={(enabled) => props.onChange({ ...rule, enabled })}
                className="mr-2 items-center"
              />
              <IconButton label={t('editor.up')} onClick={() => onMove(-1)} disabled={position === 1}>
                <ArrowUp />
              </IconButton>
              <IconButton label={t('editor.down')} onClick={() => onMove(1)} disabled={last}>
                <ArrowDown />
              </IconButton>
              <IconButton label={t('editor.duplicate')} onClick={props.onDuplicate}>
                <CopyPlus />
              </IconButton>
              <IconButton label={t('editor.remove')} onClick={props.onRemove}>
                <Trash2 />
              </IconButton>
              <IconButton
                label={t(open ? 'editor.fold' : 'editor.edit')}
                aria-expanded={open}
                onClick={() => onOpen(!open)}
              >
                {open ? <ChevronUp /> : <ChevronDown />}
              </IconButton>
            </>
          )}
        </div>
      </div>
      {open && !readOnly ? <RuleForm {...props} /> : null}
    </li>
  )
}
