import { expect, test } from 'vitest'
import type { DockerClient } from '../../../scripts/docker/client.ts'
import { engineObservation } from '../../../scripts/docker/engine-info.ts'

const engine = (info: object) => ({ info: () => Promise.resolve(info) }) as unknown as DockerClient
const ENDPOINT = 'unix:///var/run/docker.sock'

test('what an engine says of itself', async () => {
  const info = {
    ServerVersion: '20.10.24+dfsg1',
    SecurityOptions: ['name=seccomp,profile=default', 'name=userns'],
    LiveRestoreEnabled: true,
    IPv4Forwarding: false,
    LoggingDriver: 'json-file',
    OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    Warnings: ['WARNING: API is accessible on http://0.0.0.0:2375 without encryption.'],
    Containers: 3,
  }
  expect(await engineObservation(engine(info), ENDPOINT)).toEqual({
    version: '20.10.24+dfsg1',
    securityOptions: ['name=seccomp,profile=default', 'name=userns'],
    liveRestore: true,
    ipForward: false,
    loggingDriver: 'json-file',
    operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    warnings: ['WARNING: API is accessible on http://0.0.0.0:2375 without encryption.'],
    endpoint: ENDPOINT,
  })
})

test('what an engine does not say is never taken for a protection', async () => {
  expect(await engineObservation(engine({ Warnings: null, SecurityOptions: null }), ENDPOINT)).toEqual({
    version: '',
    securityOptions: [],
    liveRestore: false,
    loggingDriver: '',
    operatingSystem: '',
    warnings: [],
    endpoint: ENDPOINT,
  })
})
