import {
  densities,
  type NoticeChannels,
  type NoticeKind,
  noticeChannels,
  noticeKinds,
  type PreferencesView,
  viewColumns,
} from '@/lib/modules/settings/list-shapes'
import { DEFAULT_LOCALE, isLocale } from '@/lib/platform/i18n/locales'

const onScreen: NoticeChannels = { bell: true, pop: true, mail: false }

/** What is kept under the keys `rows`, `notices` and `list:<name>`, as the screens use it; what is missing or no longer makes sense is the default. */
export function preferencesOf(kept: Readonly<Record<string, unknown>>): PreferencesView {
  const notices = (kept.notices ?? {}) as Record<string, unknown>
  const rows = (kept.rows ?? {}) as { density?: unknown; locale?: unknown }
  return {
    density: densities.find((density) => density === rows.density) ?? 'normal',
    locale: isLocale(rows.locale) ? rows.locale : DEFAULT_LOCALE,
    lists: Object.fromEntries(
      Object.entries(kept).flatMap(([key, value]) => {
        const { columns, defaultView } = (value ?? {}) as { columns?: unknown; defaultView?: unknown }
        if (!key.startsWith('list:')) return []
        const parsed = viewColumns.safeParse(columns)
        const view = typeof defaultView === 'string' ? defaultView : null
        return [[key.slice(5), { columns: parsed.success ? parsed.data : null, defaultView: view }]]
      }),
    ),
    notices: Object.fromEntries(
      noticeKinds.map((kind) => [kind, noticeChannels.safeParse(notices[kind]).data ?? onScreen]),
    ) as Record<NoticeKind, NoticeChannels>,
  }
}
