import type { FieldError } from '@/lib/kernel/refusal'
import type { ProductRow } from '@/lib/modules/catalog/internal/product-rows'
import type { SkuColumns } from '@/lib/modules/catalog/internal/sku-columns'
import type { SkuRow } from '@/lib/modules/catalog/internal/sku-rows'
import type { Option, SkuChange } from '@/lib/modules/catalog/schema'
import type { ProductStatus } from '@/lib/modules/catalog/states'

/** A product with some of its SKUs as a file states it. What is not said stays as it is; what is new takes the usual. */
export type CatalogueEntry = {
  /** Only what is there may be changed: an unknown SKU is a mistake and no new one. */
  readonly known?: boolean
  readonly code?: string
  readonly name?: string
  readonly nameEn?: string
  readonly categoryCode?: string
  readonly brand?: string
  readonly description?: string
  /** All of them: what is not named is told no longer. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly status?: ProductStatus
  /** Names of the options, in the product's sequence; the values stand at the SKUs. */
  readonly options?: readonly string[]
  readonly skus: readonly (Omit<SkuChange, 'code'> & { readonly code: string })[]
}

export type Known = {
  readonly skus: ReadonlyMap<string, SkuRow>
  readonly products: ReadonlyMap<string, ProductRow>
  readonly byCode: ReadonlyMap<string, ProductRow>
  /** All SKUs of the known products. */
  readonly siblings: ReadonlyMap<string, readonly SkuRow[]>
  readonly categories: ReadonlyMap<string, string>
  readonly barcodes: ReadonlyMap<string, string>
}

export type ProductColumns = Pick<
  ProductRow,
  'code' | 'code_key' | 'name' | 'name_en' | 'category_id' | 'brand' | 'description' | 'status'
> & { options: readonly Option[]; attributes: Readonly<Record<string, string>> }

export type SkuPlan = {
  readonly id: string
  readonly before: SkuRow | undefined
  readonly columns: SkuColumns
  readonly position: number
  /** undefined: the file does not speak of them. */
  readonly barcodes: readonly string[] | undefined
  readonly changed: boolean
}

export type Plan = {
  readonly productId: string
  readonly before: ProductRow | undefined
  readonly columns: ProductColumns
  readonly productChanged: boolean
  readonly skus: readonly SkuPlan[]
  readonly errors: readonly FieldError[]
}
