import { refuse } from '@/lib/kernel/refusal'
import type { ViewView } from '@/lib/modules/settings/list-shapes'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

type Row = Omit<ViewView, 'mine'> & { owner_id: string }

const columns = `v.id, v.list, v.name, v.owner_id, v.query, v.columns, v.version,
  case when v.role_ids is not null then array(
    select r.code from roles r where r.tenant_id = $1 and r.id = any(v.role_ids) order by r.code) end as roles`

/** Own views and those shared with the actor's role. */
export async function viewsFor(ctx: Context, list: string | undefined): Promise<ViewView[]> {
  const rows = await ctx.sql<Row>(
    `select ${columns} from saved_views v
      where v.tenant_id = $1 and ($2::text is null or v.list = $2)
        and (v.owner_id = $3 or v.role_ids = '{}'
          or exists (select 1 from roles r where r.tenant_id = $1 and r.code = $4 and r.id = any(v.role_ids)))
      order by v.owner_id <> $3, v.name, v.id limit 200`,
    [list ?? null, ctx.actor.id, ctx.actor.role],
  )
  return rows.map((row) => viewOf(ctx, row))
}

/** The view a command is about, locked: one's own, or a shared one for who may share. Others answer like unknown ones. */
export async function viewToChange(ctx: Context, viewId: string): Promise<ViewView> {
  const [row] = await ctx.sql<Row>(
    `select ${columns} from saved_views v where v.tenant_id = $1 and v.id = $2 for update`,
    [viewId],
  )
  if (!row) return refuse('not_found')
  const view = viewOf(ctx, row)
  if (!view.mine && (view.roles === null || !may(ctx.actor, 'view.share'))) refuse('not_found')
  ctx.touch('view', viewId)
  return view
}

function viewOf(ctx: Context, { owner_id, ...row }: Row): ViewView {
  return { ...row, mine: owner_id === ctx.actor.id }
}
