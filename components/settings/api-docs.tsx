'use client'

import 'swagger-ui-dist/swagger-ui.css'
import '@/components/settings/api-docs.css'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Spinner } from '@/components/ui/spinner'

/** The open API to read and to try, drawn by a viewer of our own server: nothing is fetched from elsewhere. */
export function ApiDocs() {
  const t = useTranslations('settings.apiKeys')
  const place = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  useEffect(() => {
    let gone = false
    // More than a megabyte: loaded by who reads it, when they do.
    void import('swagger-ui-dist/swagger-ui-es-bundle').then(({ default: SwaggerUI }) => {
      if (gone || !place.current) return
      SwaggerUI({
        domNode: place.current,
        url: '/api/v1/openapi.json',
        deepLinking: true,
        docExpansion: 'none',
        defaultModelsExpandDepth: -1,
        displayRequestDuration: true,
        filter: true,
        // A key typed here is forgotten with the page.
        persistAuthorization: false,
        tryItOutEnabled: true,
        validatorUrl: null,
      })
      setReady(true)
    })
    return () => {
      gone = true
    }
  }, [])
  return (
    <div className="api-docs-paper overflow-hidden rounded-lg border border-line">
      {ready ? null : (
        <p role="status" className="flex items-center gap-2 p-6 text-sm">
          <Spinner /> {t('docsLoading')}
        </p>
      )}
      <div ref={place} className="api-docs" />
    </div>
  )
}
