import type { Parts } from './site.ts'

/** The networks of the example site with a /28 each, as Socle writes them; `edge` replaces the first. */
export const addressed = (edge = '10.60.0.0/28'): Required<Pick<Parts, 'networks'>> => ({
  networks: {
    'proxy-edge': {
      name: 'demo-proxy-edge',
      internal: false,
      options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
      ipam_config: [{ subnet: edge }],
    },
    'proxy-tryton': {
      name: 'demo-proxy-tryton',
      internal: true,
      ipam_config: [{ subnet: '10.60.0.16/28' }],
    },
    'tryton-db': { name: 'demo-tryton-db', internal: true, ipam_config: [{ subnet: '10.60.0.32/28' }] },
  },
})
