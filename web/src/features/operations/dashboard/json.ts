/** Reads parsed JSON of which nothing is known yet; what is absent reads as its default. */
export class Json {
  constructor(private readonly value: unknown) {}

  at(...path: (string | number)[]): Json {
    return path.reduce<Json>((json, key) => json.child(key), this);
  }

  text(otherwise = ''): string {
    return typeof this.value === 'string' ? this.value : otherwise;
  }

  number(): number | null {
    return typeof this.value === 'number' ? this.value : null;
  }

  flag(otherwise = false): boolean {
    return typeof this.value === 'boolean' ? this.value : otherwise;
  }

  list(): Json[] {
    return Array.isArray(this.value) ? this.value.map((item) => new Json(item)) : [];
  }

  entries(): [string, Json][] {
    return this.isRecord()
      ? Object.entries(this.value as object).map(([key, value]) => [key, new Json(value)])
      : [];
  }

  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  private child(key: string | number): Json {
    const known = typeof key === 'number' ? Array.isArray(this.value) : this.isRecord();
    return new Json(known ? (this.value as Record<string | number, unknown>)[key] : undefined);
  }

  private isRecord(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }
}
