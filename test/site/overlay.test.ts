import { describe, expect, test } from 'vitest'
import { faultsOf, folder, MINIMAL, siteOf, write } from './minimal-site.ts'

describe('an overlay', () => {
  test('replaces what may differ from one machine to another', () => {
    write('site.yaml', `${MINIMAL}backup: { remote: { host: main } }\n`)
    const overlay = write(
      'lab.yaml',
      `site: { id: lab-7 }
hosts:
  main: { address: 192.168.1.7 }
  lab: { docker: "unix:///var/run/docker.sock" }
network: { range: 10.99.0.0/24 }
proxy: { publish: { https: 19443 }, hostnames: { login: connexion.petit.example } }
state: { backend: http, address: "https://git.lab.example/state" }
backup: { remote: { host: lab } }
`,
    )
    const site = siteOf(folder, { overlay })
    expect(site.site.id).toBe('lab-7')
    expect(site.hosts.main).toEqual({
      docker: 'unix:///var/run/docker.sock',
      location: 'FR',
      address: '192.168.1.7',
    })
    expect(site.network.range).toBe('10.99.0.0/24')
    expect(site.proxy.publish).toEqual({ address: '127.0.0.1', https: 19443, http: 8080 })
    expect(site.proxy.hostnames).toEqual({
      billing: 'facturation.petit.example',
      login: 'connexion.petit.example',
    })
    expect(site.state).toEqual({ backend: 'http', address: 'https://git.lab.example/state' })
    expect(site.backup?.remote?.host).toBe('lab')
  })

  test('stands beside site.yaml, unless another is named', () => {
    write('site.yaml', MINIMAL)
    write('site.local.yaml', 'proxy: { publish: { https: 18443 } }\n')
    const other = write('other.yaml', 'proxy: { publish: { http: 18080 } }\n')
    expect(siteOf(folder).proxy.publish.https).toBe(18443)
    expect(siteOf(folder, { overlay: other }).proxy.publish).toEqual({
      address: '127.0.0.1',
      https: 8443,
      http: 18080,
    })
  })

  test('may be empty', () => {
    write('site.yaml', MINIMAL)
    expect(siteOf(folder, { overlay: write('empty.yaml', '# nothing\n') }).site.id).toBe('petit-site')
  })

  test.each([
    {
      what: 'a key of the client',
      text: 'people: {}\n',
      fault:
        'lab.yaml:1:1  SITE-OVERLAY-KEY  people: this key stays in site.yaml; allowed: `site.id`, `hosts`, `network.range`, `proxy.publish`, `proxy.hostnames`, `state`, `backup.remote.host`',
    },
    {
      what: 'a misspelt key',
      text: 'proxy: { publsh: { https: 1 } }\n',
      fault:
        'lab.yaml:1:10  SITE-OVERLAY-KEY  proxy.publsh: this key stays in site.yaml, did you mean `proxy.publish`?',
    },
    {
      what: 'a bad value',
      text: 'network:\n  range: 10.0.0.0/8\n',
      fault:
        'lab.yaml:2:10  SITE-NETWORK-RANGE  network.range: `10.0.0.0/8` is not a private IPv4 range of /16 to /24; for example `10.60.0.0/20`',
    },
    {
      what: 'a host without engine',
      text: 'hosts:\n  lab: { location: FR }\n',
      fault:
        'lab.yaml:2:3  SITE-MISSING-KEY  hosts.lab.docker: required key is missing (address of its Docker Engine, `unix://` or `ssh://`); for example `docker: unix:///var/run/docker.sock`',
    },
    {
      what: 'a list',
      text: '- site\n',
      fault: 'lab.yaml:1:1  SITE-TYPE  `[…]` is not a block of keys',
    },
  ])('with $what is refused at its own place', ({ text, fault }) => {
    write('site.yaml', MINIMAL)
    expect(faultsOf(folder, { overlay: write('lab.yaml', text), lang: 'en' })).toEqual([fault])
  })

  test('does not hide the faults of site.yaml', () => {
    write('site.yaml', MINIMAL.replace('10.70.0.0/22', '10.70.0.0/8'))
    const overlay = write('lab.yaml', 'network: { range: 10.70.0.0/22 }\n')
    expect(faultsOf(folder, { overlay, lang: 'en' })).toEqual([
      'site.yaml:13:10  SITE-CIDR  network.range: `10.70.0.0/8` is an address in a network, not the network: write `10.0.0.0/8`',
    ])
  })
})
