import type { Outcome } from './engine.ts'

export interface Explanation {
  readonly mutation: RegExp
  readonly rule: string
  /** `gap`: nobody sees it and somebody should. `equivalent`: nothing got worse. */
  readonly kind: 'gap' | 'equivalent'
  readonly why: string
}

/** Every mutant that survives, and why. A survivor that is not here, or an entry without a survivor, fails a test. */
export const EXPLAINED: readonly Explanation[] = [
  {
    mutation: /^tmpfs=\{"\/tmp":"rw,exec,suid,dev"\}$/,
    rule: 'CTR-08',
    kind: 'gap',
    why: 'no rule reads the options of a tmpfs: the engine gives noexec, nosuid and nodev unless they are taken away',
  },
  {
    mutation: /^mounts\[\d+\]\.source=\$\{var\.unread\}$/,
    rule: 'CTR-01',
    kind: 'gap',
    why: 'a volume that nobody can name may be one whose driver shows a folder of the host: CTR-08 doubts it, CTR-01 does not',
  },
  {
    mutation: /^volumes=\[\{"volume_name":"\/proc"/,
    rule: 'CTR-01',
    kind: 'gap',
    why: 'the provider makes a bind of volume_name as it stands, so that a path there is a folder of the host; CTR-08 doubts it, CTR-01 does not (once it runs, it does)',
  },
  {
    mutation: /^mounts\[\d+\]\.target=.*\/\/.*, written$/,
    rule: 'CTR-08',
    kind: 'gap',
    why: 'before it runs, a target is compared as it is spelled: /run//secrets is not taken for /run/secrets',
  },
  {
    mutation: /^image=elsewhere\.example\//,
    rule: 'CTR-10',
    kind: 'gap',
    why: 'CTR-10 asks for a digest and an age, from whichever registry: nothing says which ones are allowed',
  },
  {
    mutation: /^gpus=all$/,
    rule: 'CTR-02',
    kind: 'gap',
    why: 'the graph reads devices, neither gpus nor device_requests, which give devices of the host as well',
  },
]

/** Only for the rule that it is about: another one that misses the mutant as well is not excused. */
export const explanationOf = ({ mutation, why }: Outcome): Explanation | undefined =>
  why === undefined
    ? undefined
    : EXPLAINED.find(
        (each) =>
          each.mutation.test(mutation) &&
          why.split('; ').every((missed) => missed.startsWith(`${each.rule} says `)),
      )
