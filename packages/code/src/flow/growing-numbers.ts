/** Whole numbers of 32 bits, one after the other: a list without the list's eight bytes a number. */
export class GrowingNumbers {
  #numbers = new Int32Array(1 << 10);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length++] = number;
  }

  at(index: number): number {
    return this.#numbers[index]!;
  }

  /** All of them, where they lie: as long as nothing is pushed. */
  view(): Int32Array {
    return this.#numbers.subarray(0, this.length);
  }
}
