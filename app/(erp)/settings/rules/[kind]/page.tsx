import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { RuleDiff } from '@/components/rules/rule-diff'
import { StatusTabs } from '@/components/table/status-tabs'
import { Badge } from '@/components/ui/badge'
import { getDryRun } from '@/lib/modules/orders/get-dry-run'
import { listDryRuns } from '@/lib/modules/orders/list-dry-runs'
import { getRules } from '@/lib/modules/rules/get-rules'
import { listTemplates } from '@/lib/modules/rules/list-templates'
import { listVersions } from '@/lib/modules/rules/list-versions'
import { ruleKinds } from '@/lib/modules/rules/schema'
import { may, seesAll } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { loadRuleWorld } from '../rule-names'
import { DryRuns } from './dry-runs'
import { RulesEditor } from './rules-editor'
import { VersionsList } from './versions-list'

type Props = { params: Promise<{ kind: string }>; searchParams: SearchParams }

const kindOf = async (params: Props['params']) => {
  const { kind } = await params
  return ruleKinds.find((known) => known === kind) ?? notFound()
}

export async function generateMetadata({ params }: Props) {
  const kind = await kindOf(params)
  return { title: (await getTranslations('ruleWords'))(`kinds.${kind}`) }
}

const tabs = ['draft', 'diff', 'versions', 'dryRuns'] as const

export default async function RuleSetPage({ params, searchParams }: Props) {
  const kind = await kindOf(params)
  const { tab: asked, run: runId, cursor } = await pickParams(searchParams, ['tab', 'run', 'cursor'])
  const tab = tabs.find((known) => known === asked) ?? 'draft'
  const [actor, locale, t, w, set] = await Promise.all([
    requireActor(),
    getLocale(),
    getTranslations('rules'),
    getTranslations('ruleWords'),
    load(getRules, { kind }),
  ])
  const saves = may(actor, 'rule.save') && seesAll(actor)
  const [world, templates] = await Promise.all([
    loadRuleWorld(locale === 'en'),
    saves ? tryLoad(listTemplates, { kind }) : null,
  ])
  const rights = {
    save: saves,
    publish: may(actor, 'rule.publish') && seesAll(actor),
    rollBack: may(actor, 'rule.roll-back') && seesAll(actor),
    test: may(actor, 'rule.test'),
    dryRun: may(actor, 'rule.dry-run') && seesAll(actor),
    dryRuns: may(actor, 'rule.dry-runs') && may(actor, 'rule.dry-run-result'),
    versions: may(actor, 'rule.versions'),
  }
  const open = tabs.filter((key) => (key === 'versions' || key === 'dryRuns' ? rights[key] : true))
  const href = (key: string) => `/settings/rules/${kind}${key === 'draft' ? '' : `?tab=${key}`}`
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: t('title'), href: '/settings/rules' }, { label: w(`kinds.${kind}`) }]}
        title={w(`kinds.${kind}`)}
        badge={
          set.live?.rules.some((rule) => rule.enabled) ? (
            <Badge tone="green">{t('set.live', { version: set.live.version })}</Badge>
          ) : (
            <Badge>{t('set.off')}</Badge>
          )
        }
        subtitle={t(`kindText.${kind}`)}
      />
      <StatusTabs current={tab} items={open.map((key) => ({ key, href: href(key), label: t(`tab.${key}`) }))} />
      {tab === 'draft' ? (
        <RulesEditor set={set} world={world} templates={templates?.ok ? templates.value.items : []} rights={rights} />
      ) : null}
      {tab === 'diff' ? <RuleDiff live={set.live?.rules ?? null} draft={set.draft} names={world.names} /> : null}
      {tab === 'versions' && rights.versions ? (
        <VersionsList
          kind={kind}
          page={await load(listVersions, { kind, limit: 50, ...(cursor && { cursor }) })}
          setVersion={set.version}
          mayRestore={rights.rollBack}
        />
      ) : null}
      {tab === 'dryRuns' && rights.dryRuns ? (
        <DryRuns
          kind={kind}
          names={world.names}
          mayRun={rights.dryRun}
          runs={(await load(listDryRuns, { kind, limit: 10 })).items}
          result={runId ? await load(getDryRun, { runId, limit: 50, ...(cursor && { cursor }) }) : null}
        />
      ) : null}
    </PageBody>
  )
}
