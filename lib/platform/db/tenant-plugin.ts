import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  IdentifierNode,
  type JoinNode,
  type KyselyPlugin,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  ReferenceNode,
  type SelectQueryNode,
  TableNode,
  ValueNode,
  WhereNode,
} from 'kysely'
import { globalTables } from '@/lib/platform/db/schema'

/**
 * Writes `alias.tenant_id = $n` for every tenant table a statement names: from, join, using, update target, delete target,
 * sub-query and CTE. Row-level security hides other tenants by itself; the text is what lets a distributed
 * database route the statement to one machine. Insert values take the tenant by the column's default.
 */
export class TenantPlugin implements KyselyPlugin {
  private readonly tenantId: string

  constructor(tenantId: string) {
    this.tenantId = tenantId
  }

  transformQuery({ node }: PluginTransformQueryArgs) {
    return new TenantTransformer(this.tenantId).transformNode(node)
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    return result
  }
}

type Filtered = {
  where?: WhereNode
  with?: { expressions: readonly { name: { table: { table: { identifier: IdentifierNode } } } }[] }
}

class TenantTransformer extends OperationNodeTransformer {
  private readonly tenantId: string
  private readonly ctes = new Set<string>()

  constructor(tenantId: string) {
    super()
    this.tenantId = tenantId
  }

  protected override transformNodeImpl<T extends OperationNode>(node: T): T {
    const query = node as T & Filtered
    for (const cte of query.with?.expressions ?? []) this.ctes.add(cte.name.table.table.identifier.name)
    const done = super.transformNodeImpl(node)
    switch (node.kind) {
      case 'SelectQueryNode':
        return this.filter(done, (done as unknown as SelectQueryNode).from?.froms ?? [])
      case 'UpdateQueryNode': {
        const update = done as T & { table?: OperationNode; from?: { froms: readonly OperationNode[] } }
        return this.filter(done, [...(update.table ? [update.table] : []), ...(update.from?.froms ?? [])])
      }
      case 'DeleteQueryNode': {
        const del = done as T & {
          from: { froms: readonly OperationNode[] }
          using?: { tables: readonly OperationNode[] }
        }
        return this.filter(done, [...del.from.froms, ...(del.using?.tables ?? [])])
      }
      case 'JoinNode':
        return this.filterJoin(done as unknown as JoinNode) as unknown as T
      default:
        return done
    }
  }

  private filter<T extends OperationNode>(node: T, tables: readonly OperationNode[]): T {
    const conditions = tables.map((t) => this.condition(t)).filter((c) => c !== undefined)
    if (conditions.length === 0) return node
    const where = (node as T & Filtered).where
    return { ...node, where: WhereNode.create(all(conditions, where && ParensNode.create(where.where))) }
  }

  private filterJoin(node: JoinNode): JoinNode {
    const condition = this.condition(node.table)
    if (!condition) return node
    const on = OnNode.create(all([condition], node.on && ParensNode.create(node.on.on)))
    // A cross join takes no condition; with one it is an inner join.
    return { ...node, joinType: node.joinType === 'CrossJoin' ? 'InnerJoin' : node.joinType, on }
  }

  private condition(table: OperationNode): OperationNode | undefined {
    const aliased = AliasNode.is(table)
    const inner = aliased ? table.node : table
    if (!TableNode.is(inner)) return undefined
    const name = inner.table.identifier.name
    if (globalTables.has(name) || this.ctes.has(name)) return undefined
    const alias = aliased && IdentifierNode.is(table.alias) ? table.alias.name : name
    const column = ReferenceNode.create(ColumnNode.create('tenant_id'), TableNode.create(alias))
    return BinaryOperationNode.create(column, OperatorNode.create('='), ValueNode.create(this.tenantId))
  }
}

function all(conditions: OperationNode[], rest: OperationNode | undefined): OperationNode {
  const list = rest ? [...conditions, rest] : conditions
  return list.reduce((left, right) => AndNode.create(left, right))
}
