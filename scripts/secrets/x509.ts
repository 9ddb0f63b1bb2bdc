import type * as X509 from '@peculiar/x509'

type Metadata = 'getMetadata' | 'getOwnMetadata'

/**
 * The X.509 library, loaded when a certificate is made. Its injection container insists on the `reflect-metadata`
 * API while it loads, and asks it only for parameter types, which the library's build does not emit: an empty
 * answer is all it needs, and nothing is left on the global object.
 */
export function loadX509(): Promise<typeof X509> {
  return (library ??= load())
}

let library: Promise<typeof X509> | undefined

async function load(): Promise<typeof X509> {
  const reflect = Reflect as typeof Reflect & Partial<Record<Metadata, () => undefined>>
  const lent = (['getMetadata', 'getOwnMetadata'] as const).filter((name) => !(name in reflect))
  for (const name of lent) reflect[name] = () => undefined
  try {
    return await import('@peculiar/x509')
  } finally {
    for (const name of lent) delete reflect[name]
  }
}
