import { z } from 'zod'

/** The fields of an input's schema, also below refinements and transforms; a union has those of all its options. */
export function fieldsOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> {
  if (schema instanceof z.ZodObject) return schema.shape
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.in)
  if (schema instanceof z.ZodUnion) return Object.assign({}, ...schema.options.map(fieldsOf))
  if (schema instanceof z.ZodIntersection)
    return { ...fieldsOf(schema._zod.def.left), ...fieldsOf(schema._zod.def.right) }
  return {}
}

/** Whether a field is a list, so that a query may name it more than once. */
export function isList(schema: z.core.$ZodType | undefined): boolean {
  if (schema instanceof z.ZodArray) return true
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return isList(schema.unwrap())
  }
  return schema instanceof z.ZodPipe && isList(schema.in)
}
