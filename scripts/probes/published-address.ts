const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'
const isEvery = (address: string): boolean => ['0.0.0.0', '::'].includes(address)

/**
 * Where this machine finds what is published on `address` of the machine whose engine is spoken to; `undefined` for
 * what only that machine reaches.
 * @param dockerHost as site.yaml writes it: `unix:///var/run/docker.sock`, `ssh://user@machine`
 */
export function publishedAddress(dockerHost: string, address: string): string | undefined {
  if (dockerHost.startsWith('unix:')) return address
  if (isLoopback(address)) return undefined
  return isEvery(address) ? new URL(dockerHost).hostname : address
}
