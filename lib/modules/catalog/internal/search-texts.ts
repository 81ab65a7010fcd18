/** `fold` of the kernel, in SQL. The collation is named because what `lower` does must not hang on how a database was made. */
function folded(text: string): string {
  return `replace(normalize(lower(normalize(${text}, nfkc) collate pg_unicode_fast), nfkc), 'ς', 'σ')`
}

function skuText(s: string): string {
  return `concat_ws(E'\\n', ${s}.code, ${s}.name, ${s}.name_en,
    (select string_agg(v, E'\\n') from jsonb_array_elements_text(${s}.option_values) v),
    (select string_agg(b.barcode, E'\\n') from sku_barcodes b where b.tenant_id = $1 and b.sku_id = ${s}.id),
    (select string_agg(a.code, E'\\n') from sku_aliases a where a.tenant_id = $1 and a.sku_id = ${s}.id))`
}

/** Everything one finds a SKU by, as an expression over the row `s`; the one text for making grams and for checking what they found. */
export const skuHaystack = folded(
  `(select concat_ws(E'\\n', ${skuText('s')}, nullif(q.code, ''), q.name, q.name_en, q.brand)
    from products q where q.tenant_id = $1 and q.id = s.product_id)`,
)

/** Everything one finds a product by, as an expression over the row `p`. */
export const productHaystack = folded(
  `concat_ws(E'\\n', nullif(p.code, ''), p.name, p.name_en, p.brand,
    (select string_agg(${skuText('t')}, E'\\n') from skus t where t.tenant_id = $1 and t.product_id = p.id))`,
)
