import { z } from 'zod'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { alertSettingsView } from '@/lib/modules/purchasing/schema'
import { query } from '@/lib/platform/door/use-case'

export const getAlertSettings = query({
  name: 'alert.settings',
  summary: 'What the company is warned of, from which figure on, and who gets the mail',
  http: { method: 'GET', path: '/stock/alert-settings' },
  input: z.strictObject({}),
  example: {},
  output: alertSettingsView,
  run: settingsOf,
})
