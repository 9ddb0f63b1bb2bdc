import type { TerraformStack } from '../modules/cdk.ts'
import { DOCKER_PROVIDER_VERSION, DockerProvider, LocalBackend, inert } from '../modules/cdk.ts'

/** What both stacks have: the Docker host they act on, the provider that runs, and a state of their own. */
export function useDockerHost(stack: TerraformStack, host: string): void {
  new DockerProvider(stack, 'docker', { host: inert(host) })
  stack.addOverride('terraform.required_providers.docker.version', DOCKER_PROVIDER_VERSION)
  // Never the default backend: it writes an absolute path, and the JSON would differ from one folder to the next.
  new LocalBackend(stack, { path: 'terraform.tfstate' })
}
