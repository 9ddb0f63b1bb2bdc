import { Construct, DockerNetwork } from '../cdk.ts'
import { gatewayOf, type SubnetLedger } from './subnets.ts'

export interface NetworkProps {
  readonly siteId: string
  /** Networks by name (conduit or edge); `internal` ones have no route out of the host. */
  readonly networks: readonly { readonly name: string; readonly internal: boolean }[]
  readonly subnets: SubnetLedger
}

const NO_WAY_OUT = { 'com.docker.network.bridge.enable_ip_masquerade': 'false' }

/** Every Docker network of a site: one internal network per conduit, one other per publishing role. */
export class Network extends Construct {
  private readonly byName = new Map<string, DockerNetwork>()

  constructor(scope: Construct, id: string, { siteId, networks, subnets }: NetworkProps) {
    super(scope, id)
    for (const { name, internal } of networks) {
      const subnet = subnets[name]
      if (!subnet) throw new Error(`no subnet was allocated for network ${name}`)
      const network = new DockerNetwork(this, name, {
        name: `${siteId}-${name}`,
        driver: 'bridge',
        // Both always written: removing either from the configuration shows no difference in a plan.
        internal,
        // A way in, no way out: without translation no answer comes back from outside. A lone datagram still leaves.
        ...(internal ? {} : { options: NO_WAY_OUT }),
        ipamConfig: [{ subnet, gateway: gatewayOf(subnet) }],
      })
      network.overrideLogicalId(name)
      this.byName.set(name, network)
    }
  }

  /** Terraform reference to the network's id: by id, so that replacing a network replaces its containers in the same plan. */
  idOf(name: string): string {
    const network = this.byName.get(name)
    if (!network) throw new Error(`unknown network ${name}`)
    return network.id
  }
}
