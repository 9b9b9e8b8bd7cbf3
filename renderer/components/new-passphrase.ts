const CONSONANTS = 'bcdfgjklmnprstvz';
const VOWELS = 'aeiou';
const GROUPS = 5;

/** Five groups of two syllables, to be read over the phone: 5 × 2 × (4 + 2.3) bits, about 63. */
export function newPassphrase(): string {
  return Array.from({ length: GROUPS }, () => syllable() + syllable()).join('-');
}

function syllable(): string {
  return letterOf(CONSONANTS) + letterOf(VOWELS);
}

/** Every letter equally likely: numbers beyond the last whole round are drawn again. */
function letterOf(letters: string): string {
  const limit = 256 - (256 % letters.length);
  let drawn = limit;
  while (drawn >= limit) drawn = crypto.getRandomValues(new Uint8Array(1))[0] ?? limit;
  return letters[drawn % letters.length] ?? '';
}
