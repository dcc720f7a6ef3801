// The import law: rooms import one way, down this list. See ARCHITECTURE.md.
const rooms = ['adapters', 'handoff', 'bot', 'knowledge', 'storage']

const noUpwardImports = rooms.map((room, index) => ({
  name: `${room}-imports-only-downwards`,
  severity: 'error',
  comment: `${room}/ may import the rooms below it: ${rooms.slice(index + 1).join(', ') || 'none'}`,
  from: { path: `^${room}/` },
  to: { path: `^(main\\.ts|config\\.ts|tests/${index ? `|${rooms.slice(0, index).join('/|')}/` : ''})` },
}))

export default {
  forbidden: [
    ...noUpwardImports,
    {
      name: 'the-line-door-does-not-know-its-simulator',
      severity: 'error',
      comment: 'the simulator speaks the public wire format, or it shows nothing',
      from: { path: '^(adapters|handoff|bot|knowledge|storage)/', pathNot: '^adapters/line/simulator/' },
      to: { path: '^adapters/line/simulator/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-tests-in-product', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^node:' },
    },
    {
      name: 'no-dev-dependencies-in-product',
      severity: 'error',
      from: { pathNot: '^tests/|^vitest\\.config\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-dependencies',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'botbuilder-in-three-files',
      severity: 'error',
      comment: 'the Bot Framework SDK is in maintenance: only the handler, our adapter and the mount may touch it',
      from: { pathNot: '^adapters/(web/direct-line-adapter|botframework/(activity-handler|mount))\\.ts$|^tests/' },
      to: { path: 'node_modules/bot(builder|framework)' },
    },
  ],
  options: {
    // swc reads `import type` too. `tsPreCompilationDeps` is left unset: it asks for a TypeScript older than ours.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
