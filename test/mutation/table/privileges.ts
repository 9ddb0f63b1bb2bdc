import { dynamic, gone, onlyAt, unread, weak, wide, type ContainerFlip } from './flips.ts'

/** Who the process is, and what the kernel lets it do. */
export const PRIVILEGES: readonly ContainerFlip[] = [
  weak('privileged', true, 'CTR-01'),
  weak('privileged', 'true', 'CTR-01'),
  unread('privileged', 'CTR-01'),

  ...['0', '0:0', '00', 'root', 'root:root', 'postgres', '0:10001'].map((user) =>
    weak('user', user, 'CTR-10'),
  ),
  weak('user', '10001:0', 'CTR-17'),
  weak('user', '10001:docker', 'CTR-17'),
  gone('user', 'CTR-10'),
  unread('user', 'CTR-10', 'CTR-17'),

  gone('capabilities', 'CTR-06'),
  weak('capabilities', {}, 'CTR-06'),
  weak('capabilities.drop', [], 'CTR-06'),
  weak('capabilities.drop', ['NET_RAW'], 'CTR-06'),
  gone('capabilities.drop', 'CTR-06'),
  unread('capabilities.drop', 'CTR-06'),
  ...['SYS_ADMIN', 'CAP_NET_ADMIN', 'cap_sys_ptrace', 'ALL', 'CHOWN'].map((name) =>
    wide('capabilities.add', [name], 'CTR-06'),
  ),
  unread('capabilities.add', 'CTR-06'),

  gone('security_opts', 'CTR-06'),
  weak('security_opts', [], 'CTR-06'),
  weak('security_opts', ['no-new-privileges:false'], 'CTR-06'),
  weak('security_opts', ['no-new-privileges=false'], 'CTR-06'),
  ...['seccomp=unconfined', 'seccomp:unconfined', 'apparmor=unconfined', 'label=disable'].map((option) =>
    weak('security_opts', ['no-new-privileges:true', option], 'CTR-06'),
  ),
  unread('security_opts', 'CTR-06'),

  wide('devices', [{ host_path: '/dev/kmsg' }], 'CTR-02'),
  wide('devices', [{ host_path: '/dev/sda', permissions: 'r' }], 'CTR-02'),
  unread('devices', 'CTR-02'),
  ...dynamic('devices', 'CTR-02'),
  ...onlyAt(['synth'], wide('gpus', 'all', 'CTR-02')),
  wide('group_add', ['docker'], 'CTR-17'),
  wide('group_add', ['0'], 'CTR-17'),
  wide('group_add', ['10900', 'disk'], 'CTR-17'),
  unread('group_add', 'CTR-17'),
  wide('sysctls', { 'net.ipv4.ip_forward': '1' }, 'CTR-15'),
  wide('sysctls', { 'net.ipv6.conf.all.forwarding': '1' }, 'CTR-15'),
  wide('sysctls', { 'net.ipv4.conf.eth0.route_localnet': '1' }, 'CTR-15'),
  weak('sysctls', { 'net.ipv4.tcp_syncookies': '0' }, 'CTR-15'),
  unread('sysctls', 'CTR-15'),

  wide('pid_mode', 'host', 'CTR-04'),
  wide('pid_mode', 'container:other', 'CTR-04'),
  unread('pid_mode', 'CTR-04'),
  ...['host', 'shareable', 'container:other'].map((mode) => wide('ipc_mode', mode, 'CTR-04')),
  unread('ipc_mode', 'CTR-04'),
  wide('cgroupns_mode', 'host', 'CTR-16'),
  unread('cgroupns_mode', 'CTR-16'),
  // Before it runs, only the engine will tell whether it remaps: nothing passes yet.
  ...onlyAt(['live'], wide('userns_mode', 'host', 'CTR-05')),
]
