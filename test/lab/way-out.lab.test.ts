import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, orUndefined, type DockerClient } from '../../scripts/docker/client.ts'
import { debianImage } from '../../scripts/docker/images/base.ts'
import { freeRange, takenSubnets } from '../../scripts/docker/preflight.ts'
import { probeConnections } from '../../scripts/docker/probe.ts'
import { run } from '../../scripts/lib/run.ts'
import { synthesise } from '../../stacks/synthesise.ts'
import { describeLab } from '../helpers/describe-lab.ts'
import { exampleSite, stackProps } from '../helpers/example.ts'
import { ENGINE } from '../helpers/lab.ts'

const lab = await describeLab()
const canMakeNetworks = process.getuid?.() === 0 && spawnSync('ip', ['netns', 'list']).status === 0
const ID = randomBytes(3).toString('hex')
const NAME = `probe-${ID}`
/** Addresses that no network uses (RFC 2544): the host's, and that of the machine that stands for the Internet. */
const FIRST = `198.18.${randomBytes(1)[0] ?? 0}`
const [HOST, OUTSIDE] = [`${FIRST}.1`, `${FIRST}.2`]
const [PORT, PUBLISHED] = [8000, 28000 + ((randomBytes(1)[0] ?? 0) % 200)]

/** Driver options of the network that publishes, as every site has it. */
function edgeOptions(): Record<string, string> {
  const [, site] = synthesise(stackProps(exampleSite('atelier-martin')))
  const edge = site?.json.resource?.['docker_network']?.['proxy-edge'] as { options: Record<string, string> }
  return edge.options
}

if (!canMakeNetworks)
  describe.skip('the way out [needs root and ip netns]', () => test('edge', () => undefined))
else
  lab('the way out of a network that publishes', () => {
    let docker: DockerClient
    let baseImage: string
    let listener: ChildProcess
    beforeAll(async () => {
      docker = await connect(ENGINE)
      baseImage = await debianImage(docker, {})
      listener = await outside()
      await network(`${NAME}-open`, {})
      await network(`${NAME}-edge`, edgeOptions())
    })
    afterAll(async () => {
      listener.kill()
      // The pair of interfaces goes with the namespace that holds one of them.
      await run(['ip', 'netns', 'del', NAME])
      for (const name of [`${NAME}-open`, `${NAME}-edge`]) {
        await orUndefined(docker.getContainer(name).remove({ force: true }))
        await orUndefined(docker.getNetwork(name).remove())
      }
    })

    const attempt = async (name: string) => {
      const targets = [{ address: OUTSIDE, port: PORT }]
      const request = { docker, siteId: NAME, baseImage, fromContainer: name, targets, timeoutMs: 3000 }
      return (await probeConnections(request)).map(({ state, how }) => `${state}: ${how}`)
    }

    test('the driver option is all that differs', () => {
      expect(edgeOptions()).toEqual({ 'com.docker.network.bridge.enable_ip_masquerade': 'false' })
    })

    test('without it a container reaches the outside: the attempt can succeed', async () => {
      expect(await attempt(`${NAME}-open`)).toEqual(['open: connected'])
    })

    test('with it no answer comes back', async () => {
      expect(await attempt(`${NAME}-edge`)).toEqual(['closed: filtered'])
    })

    test('and what it publishes is still reached, from the host and from outside', async () => {
      const page = `exec 3<>/dev/tcp/${HOST}/${PUBLISHED}; read -r -t 3 line <&3; echo "$line"`
      expect((await run(['bash', '-c', page])).stdout).toBe('page\n')
      expect((await run(['ip', 'netns', 'exec', NAME, 'bash', '-c', page])).stdout).toBe('page\n')
    })

    /** A machine that knows no way to the host's containers, as none on the Internet does, and listens. */
    async function outside(): Promise<ChildProcess> {
      const [ours, theirs] = [`pv${ID}a`, `pv${ID}b`]
      for (const command of [
        `ip netns add ${NAME}`,
        `ip link add ${ours} type veth peer name ${theirs}`,
        `ip link set ${theirs} netns ${NAME}`,
        `ip address add ${HOST}/30 dev ${ours}`,
        `ip link set ${ours} up`,
        `ip -n ${NAME} address add ${OUTSIDE}/30 dev ${theirs}`,
        `ip -n ${NAME} link set ${theirs} up`,
      ])
        await run(command.split(' '))
      const listen = `net.createServer((socket) => socket.end()).listen(${PORT}, '${OUTSIDE}', () => console.log('ready'))`
      const child = spawn('ip', ['netns', 'exec', NAME, process.execPath, '-e', listen])
      await once(child.stdout, 'data')
      return child
    }

    /** A network, and on it a container of the same name; what is not open to all publishes a page. */
    async function network(name: string, options: Readonly<Record<string, string>>): Promise<void> {
      const candidates = Array.from({ length: 64 }, (_, index) => `10.99.${index}.0/28`)
      const subnet = freeRange(candidates, await takenSubnets(docker, { siteId: 'nobody', isLocal: true }))
      const ipam = { Config: [{ Subnet: subnet ?? '' }] }
      await docker.createNetwork({ Name: name, Driver: 'bridge', Options: { ...options }, IPAM: ipam })
      const serve =
        'use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalPort => 80, Listen => 5) or die;' +
        ' while (my $c = $s->accept) { print $c "page\\n"; close $c }'
      const port = { HostIp: HOST, HostPort: String(PUBLISHED) }
      const container = await docker.createContainer({
        name,
        Image: baseImage,
        Cmd: ['perl', '-e', serve],
        ExposedPorts: { '80/tcp': {} },
        HostConfig: {
          NetworkMode: name,
          PortBindings: Object.keys(options).length > 0 ? { '80/tcp': [port] } : {},
        },
      })
      await container.start()
    }
  })
