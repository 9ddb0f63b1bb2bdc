import { posix } from 'node:path'

/** One spelling for a host path: no `..`, no `//`, no trailing slash, and `/var/run` is `/run`. */
export function canonicalHostPath(path: string): string {
  const normal = posix
    .normalize(path.trim())
    .replace(/^\/\/+/, '/')
    .replace(/(.)\/+$/, '$1')
  return normal.replace(/^\/var\/run(?=\/|$)/, '/run')
}

/** Whether `path` is `folder` or lies in it; both canonical. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '/' || path === folder || path.startsWith(`${folder}/`)
