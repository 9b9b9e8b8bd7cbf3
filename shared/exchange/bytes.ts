/**
 * Bytes of the exchange container: unsigned LEB128 varints up to 2^53-1, raw bytes, length-prefixed UTF-8.
 * Bodies are JSON; only the small header and the causal contexts are packed, since a random id costs a third
 * more as text and every file carries several.
 */
export class ByteWriter {
  #buffer = new Uint8Array(256);
  #length = 0;

  /** Non-negative safe integer. */
  varint(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a varint: ${value}`);
    this.#reserve(8);
    let rest = value;
    while (rest >= 128) {
      this.#buffer[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#length++] = rest;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#reserve(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  text(value: string): this {
    const encoded = new TextEncoder().encode(value);
    return this.varint(encoded.length).bytes(encoded);
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + count));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

/** Reads what `ByteWriter` wrote; throws RangeError on anything cut short, over-long or out of bounds. */
export class ByteReader {
  readonly #buffer: Uint8Array;
  #at: number;

  constructor(buffer: Uint8Array) {
    this.#buffer = buffer;
    this.#at = 0;
  }

  get position(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at === this.#buffer.length;
  }

  varint(max = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count++) {
      const byte = this.#buffer[this.#at++];
      if (byte === undefined) throw new RangeError('cut short');
      value += (byte & 127) * scale;
      if (byte < 128) {
        if (value > max || !Number.isSafeInteger(value)) throw new RangeError('number out of bounds');
        if (byte === 0 && count > 0) throw new RangeError('number not in its shortest form');
        return value;
      }
      scale *= 128;
    }
    throw new RangeError('number too long');
  }

  bytes(count: number): Uint8Array {
    if (this.#at + count > this.#buffer.length) throw new RangeError('cut short');
    this.#at += count;
    return this.#buffer.slice(this.#at - count, this.#at);
  }

  /** All that was not read yet. */
  rest(): Uint8Array {
    return this.bytes(this.#buffer.length - this.#at);
  }

  text(maxBytes: number): string {
    const length = this.varint(maxBytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes(length));
  }
}
