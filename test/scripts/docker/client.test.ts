import { describe, expect, test } from 'vitest'
import { asFailure, connect, isRecentEnough, remedyFor } from '../../../scripts/docker/client.ts'
import { sshArguments } from '../../../scripts/docker/ssh.ts'
import { Failure } from '../../../scripts/lib/fail.ts'

describe('API version', () => {
  test.each([
    ['1.41', true],
    ['1.50', true],
    ['1.100', true],
    ['2.0', true],
    ['1.40', false],
    ['1.9', false],
    ['0.99', false],
    ['', false],
  ])('%j is recent enough: %j', (api, expected) => expect(isRecentEnough(api)).toBe(expected))
})

describe('an engine that cannot be reached', () => {
  test.each([
    [
      'unix:///run/docker.sock',
      'EACCES',
      true,
      'Grant yourself access: sudo usermod -aG docker "$USER" && newgrp docker',
    ],
    ['unix:///run/docker.sock', 'ECONNREFUSED', true, 'Start it: sudo systemctl start docker'],
    ['unix:///run/docker.sock', 'ENOENT', true, 'Start it: sudo systemctl start docker'],
    ['unix:///run/docker.sock', 'ENOENT', false, 'Install it: sudo apt-get install --yes docker.io'],
    [
      'ssh://socle@remote.example:2222',
      undefined,
      false,
      'Check by hand: ssh socle@remote.example docker version',
    ],
  ])('%s, %s, installed %j', (host, code, isInstalled, expected) =>
    expect(remedyFor(host, code, isInstalled).en).toBe(expected),
  )

  test('says where, why and what to do', async () => {
    const error = await connect('unix:///nonexistent/docker.sock').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Failure)
    const { code, text, exit } = error as Failure
    expect({ code, exit }).toEqual({ code: 'DOCKER-UNREACHABLE', exit: 2 })
    expect(text.fr).toMatch(
      /^le moteur Docker ne répond pas sur unix:\/\/\/nonexistent\/docker\.sock \(connect ENOENT \/nonexistent\/docker\.sock\)\. (Démarrez|Installez)-le : sudo /,
    )
  })

  test('an address that is neither unix nor ssh is refused', async () => {
    const error = await connect('tcp://10.0.0.1:2375').catch((caught: unknown) => caught)
    expect((error as Failure).text).toEqual({
      fr: 'adresse de moteur Docker non comprise : "tcp://10.0.0.1:2375" ; attendu unix:///chemin ou ssh://utilisateur@machine[:port]',
      en: 'Docker Engine address not understood: "tcp://10.0.0.1:2375"; expected unix:///path or ssh://user@machine[:port]',
    })
  })
})

describe('arguments of ssh', () => {
  const options = ['-T', '-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes', '-o', 'ConnectTimeout=15']
  const command = ['docker', 'system', 'dial-stdio']
  test.each([
    ['ssh://remote.example', ['--', 'remote.example']],
    ['ssh://socle@remote.example', ['-l', 'socle', '--', 'remote.example']],
    ['ssh://socle@192.168.20.12:2222/', ['-l', 'socle', '-p', '2222', '--', '192.168.20.12']],
  ])('%s', (host, where) => expect(sshArguments(host)).toEqual([...options, ...where, ...command]))

  test.each([
    'ssh://-oProxyCommand=id',
    'ssh://-oProxyCommand=id@remote.example',
    'ssh://socle@-remote',
    'ssh://remote.example;id',
    'ssh://remote.example/path',
    'ssh://remote.example:123456',
    'ssh://user:password@remote.example',
    'ssh://',
  ])('%s is refused', (host) =>
    expect(() => sshArguments(host)).toThrow(/^DOCKER-HOST Docker Engine address not understood/),
  )
})

describe('errors of the engine', () => {
  const conflict = Object.assign(new Error('(HTTP code 409) conflict - name in use '), { statusCode: 409 })
  test('become expected failures', () => {
    expect((asFailure(conflict) as Failure).text).toEqual({
      fr: "le moteur Docker a refusé ou n'a pas répondu : (HTTP code 409) conflict - name in use",
      en: 'the Docker Engine refused or did not answer: (HTTP code 409) conflict - name in use',
    })
    expect((asFailure(Object.assign(new Error('x'), { code: 'ECONNRESET' })) as Failure).code).toBe(
      'DOCKER-ERROR',
    )
  })
  test('faults of Socle and failures already said stay what they are', () => {
    for (const error of [new TypeError('x'), new Failure('A', { fr: 'a', en: 'a' })])
      expect(asFailure(error)).toBe(error)
  })
})
