import { expect, test } from 'vitest'
import { fromLive } from '../../../policies/graph/live.ts'
import { known } from '../../../policies/value.ts'

test('devices by path, by number and by name; mount points in one spelling', () => {
  const raw = {
    Id: 'x',
    Name: '/x',
    HostConfig: {
      Devices: [{ PathOnHost: '/dev/kvm' }],
      DeviceRequests: [
        { Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']] },
        { Driver: 'nvidia', Count: 2, DeviceIDs: [] },
        { Driver: '', Count: 0, DeviceIDs: ['0', '1'] },
        { Driver: 'cdi', Count: 0, DeviceIDs: ['vendor.com/gpu=all'] },
      ],
    },
    Mounts: [{ Type: 'volume', Name: 'v', Destination: '/run//secrets/' }],
  }
  const [node] = fromLive({ containers: [raw], networks: [] }, {}).containers
  expect(node?.devices).toEqual(
    ['/dev/kvm', 'gpus=all', 'gpus=2', 'gpus=device=0,1', 'vendor.com/gpu=all'].map((text) => known(text)),
  )
  expect(node?.mounts.map(({ target }) => target)).toEqual([known('/run/secrets')])
})
