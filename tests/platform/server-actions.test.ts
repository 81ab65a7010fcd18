import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { actionsOf } from '@/tests/support/server-actions'

/**
 * What actions do by more than handing their input to the door, and why no id they are sent can be another company's.
 * That the door tells foreign ids from unknown ones by nothing is held use case by use case.
 */
const beyond = `
  app/(auth)/actions.ts signInAction: keepSession, signIn, tellSecurity
  app/(auth)/actions.ts signInCodeAction: completeSignIn, keepDevice, tellSecurity
  app/(auth)/actions.ts leaveSignInAction: dropSession, endSession
  app/(auth)/actions.ts registerAction: keepSession, registerOwner
  app/(auth)/actions.ts acceptInvitationAction: acceptInvitation, keepSession
  app/(auth)/actions.ts mailInvitationAction: mailInvitationOf
  app/(auth)/actions.ts requestResetAction: requestReset
  app/(auth)/actions.ts resetPasswordAction: dropSession, resetPassword, tellSecurity
  app/(auth)/actions.ts proveEmailAction: proveEmail
  app/(erp)/account/actions.ts changePasswordAction: changePassword, tellSecurity
  app/(erp)/account/actions.ts endSessionAction: endOwnSessions, tellSecurity
  app/(erp)/account/actions.ts sendProofAction: requestProofAgain
  app/(erp)/account/actions.ts beginFactorAction: accountOf, beginFactor
  app/(erp)/account/actions.ts confirmFactorAction: confirmFactor, forgetSession, tellSecurity
  app/(erp)/account/actions.ts renewRecoveryAction: renewRecovery, tellSecurity
  app/(erp)/account/actions.ts dropFactorAction: dropFactor, forgetSession, tellSecurity
  app/(erp)/desk-actions.ts setPreferencesAction: forgetMe
  app/(erp)/desk-actions.ts createViewAction: forgetMe
  app/(erp)/desk-actions.ts updateViewAction: forgetActors
  app/(erp)/desk-actions.ts deleteViewAction: forgetActors
  app/(erp)/desk-actions.ts shareViewAction: forgetActors
  app/(erp)/orders/rules-actions.ts previewRoutingAction: warehouseNames
  app/(erp)/session-actions.ts signOut: dropSession, endSession
  app/(erp)/session-actions.ts switchTenant: moveSession
  app/(erp)/settings/company/actions.ts resetDemoAction: dropSession, retireDemo
  app/(erp)/settings/roles/actions.ts viewAsRoleAction: viewThrough
  app/(erp)/settings/roles/actions.ts endViewAction: viewThrough
  app/(scan)/scan/actions.ts enterStationAction: signInAt
  app/(scan)/scan/actions.ts leaveStationAction: leaveStation, run, systemActor
`
// By a password, a code or the token of a link, none of which is an id: all of (auth), account and enterStationAction. By
// the session or station of the cookie alone: signOut, leave…, endView, resetDemo. By the id in the door's own answer:
// viewAsRole. By an id that is sent: endSession and switchTenant, which the tests of signing in hold.

/** Who asks, by their own cookie and address, and what only shapes an input or an answer: none of it finds a record by what was sent. */
const harmless = [
  ...[
    'guardedAction',
    'refuse',
    'parse',
    'z',
    'link',
    'isId',
    'isLocale',
    'redirect',
    'qrPath',
    'localeNow',
    'clientOf',
  ],
  ...['currentActor', 'currentSession', 'halfSignedIn', 'session', 'setter', 'sidOf', 'sessionKey', 'currentStation'],
  ...['cookies', 'authCookies', 'bound', 'LOCALE_COOKIE'],
]

const files = ['app', 'lib', 'components']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const serving = files.filter(({ text }) => /['"]use server['"]/.test(text))

test('T-02 an action does nothing with its input but hand it to the door; each that does more is known by what it does', () => {
  expect(serving.filter(({ text }) => !text.startsWith("'use server'\n")).map(({ file }) => file)).toEqual([])
  const actions = serving
    .flatMap(({ file, text }) => actionsOf(file, text))
    .map((action) => ({ ...action, uses: action.uses.filter((name) => !harmless.includes(name)) }))
  expect(actions.length).toBeGreaterThan(150)
  const more = actions.filter(({ uses }) => uses.length > 0)
  const listed = beyond.trim().split(/\n\s*/)
  expect(more.map(({ file, name, uses }) => `${file} ${name}: ${uses.join(', ')}`).sort()).toEqual(listed.sort())
})

test('an action that works by itself, by a use case called past the door or by a helper of its file is seen; another form is refused', () => {
  const head = `'use server'\n\nimport { x } from '@/lib/modules/orders/x'\nimport { act } from '@/lib/platform/entrance/action'\n`
  const action = (body: string) => `export async function xAction(input: unknown) {\n  ${body}\n}\n`
  const uses = (text: string) => actionsOf('a.ts', head + text).map((one) => one.uses)
  expect(uses(action('return act(x, input)'))).toEqual([[]])
  expect(uses(action('return act(x, await x.run(input))'))).toEqual([['x']])
  expect(uses(action('return input'))).toEqual([['nothing']])
  expect(
    uses(`async function help(input: unknown) {\n  return x.run(input)\n}\n${action('return help(input)')}`),
  ).toEqual([['help']])
  expect(() => uses('export const xAction = async (input: unknown) => x.run(input)\n')).toThrow('no async function')
  expect(() => uses(`import * as y from '@/lib/modules/orders/y'\n${action('return y.run(input)')}`)).toThrow('import')
})
