/** The readers a fuzzed input enters by; its first byte says which. */
export const FUZZ_MODES = ['container', 'body', 'personal', 'certificate', 'import'] as const;
