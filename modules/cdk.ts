/**
 * The one door to CDKTF: every construct and provider binding comes through here, so that the move to the
 * community continuation (an npm alias, see test/stacks/cdktn.test.ts) touches no other file.
 */
import { App, LocalBackend, TerraformStack } from 'cdktf'
import { Construct } from 'constructs'
import { Container } from '@cdktf/provider-docker/lib/container/index.js'
import { Network as DockerNetwork } from '@cdktf/provider-docker/lib/network/index.js'
import { DockerProvider } from '@cdktf/provider-docker/lib/provider/index.js'
import { Volume } from '@cdktf/provider-docker/lib/volume/index.js'

export { App, Construct, Container, DockerNetwork, DockerProvider, LocalBackend, TerraformStack, Volume }
export type { ContainerConfig } from '@cdktf/provider-docker/lib/container/index.js'

/**
 * The provider that runs, newer than the bindings: up to 3.9 a mere `plan` deletes a stopped container.
 * The bindings' 3.6.2 schema is a subset of this one's for every attribute emitted here.
 */
export const DOCKER_PROVIDER_VERSION = '4.5.0'

/**
 * Makes a string inert for Terraform, which reads every string as a template: an unescaped `${file(…)}` from
 * site.yaml would run on the infogérant's machine and land in the plan.
 */
export function tfLiteral(text: string): string {
  // Function form: as a replacement *string*, `$${` would collapse to `${`.
  return text.replace(/\$\{/g, () => '$${').replace(/%\{/g, () => '%%{')
}

/** `tfLiteral` over every string of plain data (keys included). Must never see a CDKTF token: apply it before building. */
export function inert<T>(data: T): T {
  if (typeof data === 'string') return tfLiteral(data) as T
  if (Array.isArray(data)) return data.map((item: unknown) => inert(item)) as T
  if (data === null || typeof data !== 'object') return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [tfLiteral(key), inert(value as unknown)]),
  ) as T
}
