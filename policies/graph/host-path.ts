import { posix } from 'node:path'

/**
 * One spelling for a host path: no `..`, no `//`, no trailing slash, and `/var/run` is `/run`. One that begins at the
 * folder of a Compose file keeps its `./`.
 */
export function canonicalHostPath(path: string): string {
  const normal = posix
    .normalize(path.trim())
    .replace(/^\/\/+/, '/')
    .replace(/(.)\/+$/, '$1')
  if (/^\.\//.test(path) && !normal.startsWith('.')) return `./${normal}`
  return normal.replace(/^\/var\/run(?=\/|$)/, '/run')
}

/** One spelling for a path inside a container, where nobody knows what `/var/run` is. */
export const canonicalTarget = (path: string): string =>
  path === ''
    ? ''
    : posix
        .normalize(path)
        .replace(/^\/\/+/, '/')
        .replace(/(.)\/+$/, '$1')

/** A folder of the host rather than the name of a volume, as the engine tells them apart. */
export const isHostPath = (source: string): boolean => /^(\/|\\\\|[A-Za-z]:[/\\])/.test(source)

/** Whether `path` is `folder` or lies in it; both canonical. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`)
