import { z } from 'zod'
import { textField, versionField } from '@/lib/kernel/fields'
import { publish } from '@/lib/modules/rules/internal/publish'
import { lockSet, readRules, setRow, setView } from '@/lib/modules/rules/internal/set-rows'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { forWholeCompany } from '@/lib/modules/rules/whole-company'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** The draft goes live as the next version; older versions stay as they were. A draft without rules switches the kind off. */
export const publishRules = command({
  name: 'rule.publish',
  summary: 'Publish the draft of the rules of one kind as its next version',
  http: { method: 'POST', path: '/rules/{kind}/publish' },
  input: z.strictObject({ kind: kindField, note: textField(200).default(''), version: versionField }),
  example: { note: 'Orders above 5,000 are called', version: 1 },
  async run(ctx, { kind: asked, note, version }) {
    const kind = kindOf(asked)
    forWholeCompany(ctx, 'rule.publish')
    const row = await lockSet(ctx, kind)
    expectVersion(row, version)
    // Read again: a draft may be older than the catalogue of fields.
    await publish(ctx, row, { rules: readRules(kind, row.draft), note, fromVersion: null })
    return setView(ctx, kind, await setRow(ctx, kind))
  },
})
