import { z } from 'zod'
import { textField, versionField } from '@/lib/kernel/fields'
import { refuse } from '@/lib/kernel/refusal'
import { publish } from '@/lib/modules/rules/internal/publish'
import { lockSet, setRow, setView } from '@/lib/modules/rules/internal/set-rows'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { versionsOf } from '@/lib/modules/rules/live-rules'
import { forWholeCompany } from '@/lib/modules/rules/whole-company'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** An older version runs again, under the next number, so that a trace never means two things. The draft stays what it is. */
export const rollBackRules = command({
  name: 'rule.roll-back',
  summary: 'Publish an older version of the rules of one kind again',
  http: { method: 'POST', path: '/rules/{kind}/roll-back' },
  input: z.strictObject({
    kind: kindField,
    toVersion: versionField,
    note: textField(200).default(''),
    version: versionField,
  }),
  example: { toVersion: 3, version: 7 },
  async run(ctx, { kind: asked, toVersion, note, version }) {
    const kind = kindOf(asked)
    forWholeCompany(ctx, 'rule.roll-back')
    const row = await lockSet(ctx, kind)
    expectVersion(row, version)
    const rules = (await versionsOf(ctx, kind, [toVersion])).get(toVersion)
    if (!rules) return refuse('not_found')
    await publish(ctx, row, { rules, note, fromVersion: toVersion })
    return setView(ctx, kind, await setRow(ctx, kind))
  },
})
