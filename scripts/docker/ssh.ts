import { spawn } from 'node:child_process'
import { Agent } from 'node:http'
import { Duplex } from 'node:stream'
import { Failure } from '../lib/fail.ts'

/**
 * HTTP agent that reaches a remote engine as the Docker client does: each connection is the standard streams of
 * `ssh host docker system dial-stdio`. The operator's own ssh decides about keys, agent, jump hosts and known hosts;
 * dockerode's built-in ssh is not used because it accepts any host key.
 * @throws Failure DOCKER-HOST when the address is not `ssh://[user@]host[:port]`
 */
export function sshAgent(host: string): Agent {
  const argv = sshArguments(host)
  const agent = new Agent({ keepAlive: false, maxSockets: 4 })
  agent.createConnection = () => connection(argv)
  return agent
}

/** An unknown or changed host key is refused, and nothing is ever asked on the terminal. */
const SSH_OPTIONS = [
  '-T',
  '-o',
  'BatchMode=yes',
  '-o',
  'StrictHostKeyChecking=yes',
  '-o',
  'ConnectTimeout=15',
]

/** Arguments of `ssh` for an `ssh://` address; the parts of the address cannot become options. */
export function sshArguments(host: string): string[] {
  const match = /^ssh:\/\/(?:([a-z_][a-z0-9_.-]*)@)?([a-z0-9][a-z0-9.-]*)(?::(\d{1,5}))?\/?$/i.exec(host)
  if (!match) throw badAddress(host)
  const [, user, machine = '', port] = match
  const where = [...(user ? ['-l', user] : []), ...(port ? ['-p', port] : []), '--', machine]
  return [...SSH_OPTIONS, ...where, 'docker', 'system', 'dial-stdio']
}

function connection(argv: string[]): Duplex {
  const child = spawn('ssh', argv, { stdio: ['pipe', 'pipe', 'pipe'] })
  const stream = new Duplex({
    read: () => void child.stdout.resume(),
    // A write that fails is not the reason: the exit status and the complaint below are.
    write: (chunk, encoding, done) => void child.stdin.write(chunk, encoding, () => done()),
    final: (done) => void child.stdin.end(done),
    destroy: (error, done) => {
      child.kill()
      done(error)
    },
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-500)))
  child.stdout.on('data', (chunk: Buffer) => stream.push(chunk) || child.stdout.pause())
  child.stdin.on('error', () => undefined)
  child.on('error', (error) => stream.destroy(error))
  child.on('close', (status) => {
    if (status) stream.destroy(new Error(`ssh: ${complaint.trim() || `exit ${status}`}`))
    else stream.push(null)
  })
  return stream
}

function badAddress(host: string): Failure {
  return new Failure('DOCKER-HOST', {
    fr: `adresse de moteur Docker non comprise : ${JSON.stringify(host)} ; attendu unix:///chemin ou ssh://utilisateur@machine[:port]`,
    en: `Docker Engine address not understood: ${JSON.stringify(host)}; expected unix:///path or ssh://user@machine[:port]`,
  })
}
