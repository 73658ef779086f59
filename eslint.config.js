'use strict';

const functionScope = { exports: 'writable', require: 'readonly', module: 'writable', __filename: 'readonly', __dirname: 'readonly' };
const node = {
  process: 'readonly', console: 'readonly', Buffer: 'readonly', globalThis: 'readonly', global: 'readonly',
  setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly',
  setImmediate: 'readonly', clearImmediate: 'readonly', queueMicrotask: 'readonly', structuredClone: 'readonly',
  URL: 'readonly', URLSearchParams: 'readonly', TextEncoder: 'readonly', TextDecoder: 'readonly',
  AbortController: 'readonly', AbortSignal: 'readonly', Event: 'readonly', EventTarget: 'readonly',
  DOMException: 'readonly', WebAssembly: 'readonly', performance: 'readonly', Blob: 'readonly', fetch: 'readonly',
  ReadableStream: 'readonly', WritableStream: 'readonly', TransformStream: 'readonly', MessagePort: 'readonly',
  CountQueuingStrategy: 'readonly', ByteLengthQueuingStrategy: 'readonly', CryptoKey: 'readonly',
};
const cortado = { internalBinding: 'readonly', binding: 'readonly', Java: 'readonly', Graal: 'readonly', AsyncContext: 'readonly' };

module.exports = [
  { ignores: ['**/target/**', '**/node_modules/**', 'integration-tests/src/test/corpus/**', '**/src/test/**'] },
  {
    files: ['**/*.js'],
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: 'commonjs',
      globals: { ...functionScope, ...node, ...cortado },
    },
    rules: {
      'array-callback-return': 'error',
      'eqeqeq': ['error', 'always', { null: 'ignore' }],
      'no-cond-assign': ['error', 'except-parens'],
      'no-const-assign': 'error',
      'no-dupe-args': 'error',
      'no-dupe-class-members': 'error',
      'no-dupe-else-if': 'error',
      'no-dupe-keys': 'error',
      'no-duplicate-case': 'error',
      'no-func-assign': 'error',
      'no-invalid-regexp': 'error',
      'no-redeclare': 'error',
      'no-self-assign': 'error',
      'no-sparse-arrays': 'error',
      'no-this-before-super': 'error',
      'no-undef': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-unused-labels': 'error',
      'no-unused-vars': ['error', { args: 'none', caughtErrors: 'none', ignoreRestSiblings: true, varsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'use-isnan': 'error',
      'valid-typeof': 'error',
      'strict': ['error', 'safe'],
    },
  },
  {
    // An expression, not a module: Java evaluates it, and it evaluates the modules.
    files: ['**/bootstrap.js'],
    rules: { strict: 'off' },
  },
  {
    files: ['sample-app/public/**'],
    languageOptions: { globals: { document: 'readonly', location: 'readonly', EventSource: 'readonly' } },
  },
];
