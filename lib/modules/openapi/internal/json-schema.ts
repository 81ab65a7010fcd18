import { z } from 'zod'

export type JsonSchema = { [key: string]: unknown; properties?: Record<string, JsonSchema>; required?: string[] }

/** What is sent (`input`) or answered (`output`), in the JSON Schema of OpenAPI 3.1. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  // `any`: what has no JSON form (a transform's result, a refinement) is described by what comes before it.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest as JsonSchema
}

/** An input as one object; one that is a choice between objects shows the fields of all of them. */
export function objectSchemaOf(schema: z.ZodType): JsonSchema {
  const whole = schemaOf(schema, 'input')
  const options = (whole.anyOf ?? whole.oneOf) as JsonSchema[] | undefined
  if (!options || whole.properties) return whole
  const properties = Object.assign({}, ...options.map((option) => option.properties ?? {}))
  const required = options.reduce<string[] | undefined>(
    (common, option) => common?.filter((field) => option.required?.includes(field)) ?? option.required ?? [],
    undefined,
  )
  return { type: 'object', properties, required: required ?? [] }
}
