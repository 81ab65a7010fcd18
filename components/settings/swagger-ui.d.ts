declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  type Options = {
    domNode: HTMLElement
    url: string
    deepLinking?: boolean
    docExpansion?: 'list' | 'full' | 'none'
    defaultModelsExpandDepth?: number
    displayRequestDuration?: boolean
    filter?: boolean
    persistAuthorization?: boolean
    tryItOutEnabled?: boolean
    validatorUrl?: null
  }
  const SwaggerUI: (options: Options) => unknown
  export default SwaggerUI
}
