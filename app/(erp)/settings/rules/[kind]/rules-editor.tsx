'use client'

import { LayoutTemplate, ListChecks, Plus, Save, Send, TestTube } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Conflict } from '@/components/form/conflict'
import { recordAt } from '@/components/form/record-at'
import { useLeaveGuard } from '@/components/form/use-leave-guard'
import { useRecordForm } from '@/components/form/use-record-form'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { type DraftError, errorsBelow, moved, newRule, replaced, stable, without } from '@/components/rules/drafts'
import { RuleCard } from '@/components/rules/rule-card'
import { useMergeText } from '@/components/rules/use-merge-text'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Option } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { holdCodes } from '@/lib/modules/orders/states'
import { mostRules, type Rule, type RuleSetView, ruleFlags } from '@/lib/modules/rules/schema'
import type { RuleTemplate } from '@/lib/modules/rules/templates'
import { channelCodes } from '@/lib/modules/settings/schema'
import { saveRulesAction } from '../actions'
import type { RuleWorld } from '../rule-names'
import { PublishDialog } from './publish-dialog'
import { TemplatesDialog } from './templates-dialog'
import { TestDialog } from './test-dialog'

type Props = {
  set: RuleSetView
  world: RuleWorld
  templates: readonly RuleTemplate[]
  rights: { save: boolean; publish: boolean; test: boolean }
}

const draftOf = ({ draft }: RuleSetView) => ({ rules: draft })

/** The draft as a list of rules; changed here, saved as a whole. */
export function RulesEditor({ set, world, templates, rights }: Props) {
  const { kind } = set
  const t = useTranslations('rules')
  const holds = useTranslations('orders.hold')
  const channels = useTranslations('shops.channels')
  const flags = useTranslations('orders.flag')
  const router = useRouter()
  const { fieldText } = useRefusalText()
  const { valueText, unitText } = useRuleWords(world.names)
  const mergeText = useMergeText(world.names)
  const [rules, setRules] = useState<Rule[]>(set.draft)
  const [openId, setOpenId] = useState<string | null>(null)
  const [errors, setErrors] = useState<DraftError[]>([])
  const [dialog, setDialog] = useState<'publish' | 'test' | 'templates' | null>(null)
  const form = useRecordForm({
    record: recordAt(set, `rules/${kind}`, draftOf),
    values: draftOf(set),
    mine: { rules },
    // What was saved comes back with its version. The editor stays the same one: who saved by keyboard is still at the buttons.
    put: (fields) => {
      setRules(fields.rules)
      setOpenId(null)
      setErrors([])
    },
    labels: {},
    merge: mergeText,
    action: (fields, version) => saveRulesAction({ kind, ...fields, version }),
    onDone: () => {
      setErrors([])
      toast.success(t('editor.saved'))
      router.refresh()
    },
    onRefused: (refusal) => {
      const found = (refusal.errors ?? []).filter(({ path }) => path.startsWith('rules.'))
      setErrors(found)
      // The first rule that has to be mended is opened.
      const first = rules[Number(found[0]?.path.split('.')[1] ?? -1)]
      if (first) setOpenId(first.id)
      return found.length > 0
    },
  })
  const dirty = stable(rules) !== stable(set.draft)

  useLeaveGuard(dirty)

  function add(rule: Rule, at = rules.length) {
    setRules([...rules.slice(0, at), rule, ...rules.slice(at)])
    setOpenId(rule.id)
    setErrors([])
  }

  const change = (next: Rule[]) => {
    setRules(next)
    setErrors([])
  }
  const nameOf = (ruleId: string) => rules.find((rule) => rule.id === ruleId)?.name ?? ''
  const options: Record<string, readonly Option[]> = {
    channel: channelCodes.map((value) => ({ value, label: channels(value) })),
    shop: world.shops,
    category: world.categories,
    currency: world.currencies.map((value) => ({ value, label: value })),
    tag: world.tags.map((value) => ({ value, label: value })),
    flag: ruleFlags.map((value) => ({ value, label: flags(value) })),
    hold: holdCodes.map((value) => ({ value, label: holds(value) })),
  }
  const addButtons = (
    <div className="flex flex-wrap gap-2">
      <Button
        variant={rules.length === 0 ? 'primary' : 'secondary'}
        onClick={() => add(newRule(kind, t('editor.newName')))}
      >
        <Plus />
        {t('editor.add')}
      </Button>
      {templates.length > 0 ? (
        <Button onClick={() => setDialog('templates')}>
          <LayoutTemplate />
          {t('templates.button')}
        </Button>
      ) : null}
    </div>
  )
  return (
    <div className="flex flex-col gap-4">
      {rights.save ? null : <AlertBox title={t('editor.readOnly')} />}
      {errors.length > 0 ? (
        <AlertBox kind="danger" title={t('editor.errors', { count: errors.length })}>
          <ul>
            {errors.slice(0, 5).map(({ path, code }) => (
              <li key={path}>
                {t('editor.errorAt', { name: rules[Number(path.split('.')[1])]?.name ?? '', text: fieldText(code) })}
              </li>
            ))}
          </ul>
        </AlertBox>
      ) : null}
      {rules.length === 0 ? (
        <EmptyState
          icon={<ListChecks />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={rights.save ? addButtons : undefined}
        />
      ) : (
        <>
          <p className="text-sm text-muted">{t('editor.order')}</p>
          <ol aria-label={t('editor.list')} className="flex flex-col gap-2">
            {rules.map((rule, i) => (
              <RuleCard
                key={rule.id}
                kind={kind}
                rule={rule}
                names={world.names}
                position={i + 1}
                last={i === rules.length - 1}
                errors={errorsBelow(errors, `rules.${i}`)}
                // Remarks are about the saved draft: on one that is being changed they would be about something else.
                findings={dirty ? [] : set.findings.filter((finding) => finding.ruleId === rule.id)}
                nameOf={nameOf}
                options={options}
                warehouses={world.warehouses}
                tags={world.tags}
                textOf={valueText}
                unitOf={unitText}
                open={openId === rule.id}
                readOnly={!rights.save}
                onOpen={(open) => setOpenId(open ? rule.id : null)}
                onChange={(changed) => change(replaced(rules, i, changed))}
                onMove={(by) => change(moved(rules, i, i + by))}
                onDuplicate={() =>
                  add(
                    { ...rule, id: crypto.randomUUID(), name: t('editor.copyOf', { name: rule.name }).slice(0, 80) },
                    i + 1,
                  )
                }
                onRemove={() => change(without(rules, i))}
              />
            ))}
          </ol>
          {rights.save ? addButtons : null}
        </>
      )}
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-2 border-t border-line bg-surface px-4 py-3 max-md:bottom-14 md:mx-0 md:rounded-lg md:border">
        <span className="mr-auto text-sm text-muted" role="status">
          {t(dirty ? 'editor.unsaved' : set.changed ? 'editor.changed' : 'editor.same')}
        </span>
        {rights.test ? (
          <Button onClick={() => setDialog('test')} disabled={rules.length === 0}>
            <TestTube />
            {t('test.button')}
          </Button>
        ) : null}
        {rights.save ? (
          <Button
            variant={dirty ? 'primary' : 'secondary'}
            pending={form.pending}
            disabled={!dirty}
            onClick={() => form.save()}
          >
            <Save />
            {t('editor.save')}
          </Button>
        ) : null}
        {rights.publish ? (
          <Button
            variant={dirty ? 'secondary' : 'primary'}
            disabled={dirty || !set.changed}
            title={dirty ? t('publish.saveFirst') : undefined}
            onClick={() => setDialog('publish')}
          >
            <Send />
            {t('publish.button')}
          </Button>
        ) : null}
      </div>
      <Conflict of={form.conflict} />
      {dialog === 'publish' ? <PublishDialog set={set} onClose={() => setDialog(null)} /> : null}
      {dialog === 'templates' ? (
        <TemplatesDialog
          templates={templates}
          names={world.names}
          room={mostRules - rules.length}
          onAdd={(more) => {
            change([...rules, ...more])
            setDialog(null)
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'test' ? (
        <TestDialog kind={kind} rules={rules} names={world.names} onClose={() => setDialog(null)} />
      ) : null}
    </div>
  )
}
