import type { SavedView } from '@/lib/kernel/saved-view'

/** How a member likes their lists. Read with the rights, because every page of a list needs it and it must cost no query of its own. */
export type MemberLists = {
  readonly preferences: Readonly<Record<string, unknown>>
  readonly views: readonly SavedView[]
}

export const noLists: MemberLists = { preferences: {}, views: [] }

/** Beyond this a company's views are not shown; each member may keep fifty. */
const mostViews = 200

/** Two columns for a statement that reads the member `a` of tenant `$1`. */
export const memberListsSql = `
  (select coalesce(jsonb_object_agg(p.key, p.value), '{}') from member_preferences p
    where p.tenant_id = $1 and p.member_id = a.id) as preferences,
  (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from (
     select v.id, v.list, v.name, v.owner_id = a.id as mine, v.role_ids as "roleIds", v.query, v.columns, v.version from saved_views v
      where v.tenant_id = $1 and (v.owner_id = a.id or v.role_ids = '{}' or a.role_id = any(v.role_ids))
      order by v.owner_id <> a.id, v.name, v.id limit ${mostViews}) w) as views`
