/**
 * Attributes that are written and never mutated, with the reason: one that is neither here nor mutated fails a test,
 * so that whoever writes a new one says what it is worth.
 */
export const NEUTRAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  docker_container: {
    '//': 'metadata of the synthesis, which Terraform does not read',
    name: 'a name opens nothing; whose it is follows from the label of the role',
    hostname: 'a name inside the container',
    init: 'reaps processes',
    must_run: 'tells a task from a service; what comes back is judged by restart',
    runtime: 'runc, the only one that every engine has',
    shm_size: 'counted in the memory that CTR-07 bounds',
    stop_signal: 'how the program is asked to end; the time it is given is judged by CTR-19',
    stop_timeout: 'ignored by the provider, which has destroy_grace_seconds',
    ulimit:
      'bounds open files below what the engine allows; memory, processor and processes are judged by CTR-07',
    wait: 'whether Terraform waits for the health check',
    working_dir: 'a folder inside the container',
  },
  docker_network: {
    '//': 'metadata of the synthesis, which Terraform does not read',
    name: 'a name opens nothing; who is attached is judged',
    internal: 'false on the network of the door, which publishes through it; mutated on every link',
  },
  docker_volume: {
    '//': 'metadata of the synthesis, which Terraform does not read',
    name: 'a name opens nothing; who mounts it is judged',
    driver: 'local; what a volume shows of the host is in its options',
    lifecycle: "Terraform's own guard: DST-01 judges what a plan does, with or without it",
  },
  docker_image: {
    name: 'judged through the containers that run it',
    keep_locally: 'judged on a plan that removes the image (DST-05), where it is mutated',
  },
  docker_secret: { name: 'a name opens nothing' },
  docker_config: { name: 'a name opens nothing' },
}
