import type * as X509 from '@peculiar/x509'

/** What the package exports, whichever way it was loaded. */
type Library = (typeof X509)['default']
type Metadata = 'getMetadata' | 'getOwnMetadata'

/**
 * The X.509 library, loaded when a certificate is made. Its injection container insists on the `reflect-metadata`
 * API while it loads, and asks it only for parameter types, which the library's build does not emit: an empty
 * answer is all it needs, and nothing is left on the global object.
 */
export function loadX509(): Promise<Library> {
  return (loading ??= load())
}

let loading: Promise<Library> | undefined

async function load(): Promise<Library> {
  const reflect = Reflect as typeof Reflect & Partial<Record<Metadata, () => undefined>>
  const lent = (['getMetadata', 'getOwnMetadata'] as const).filter((name) => !(name in reflect))
  for (const name of lent) reflect[name] = () => undefined
  try {
    const library = await import('@peculiar/x509')
    // Bundled, its CommonJS build comes as the default export alone.
    return (library.X509Certificate as unknown) ? library : library.default
  } finally {
    for (const name of lent) delete reflect[name]
  }
}
