/** A WebSocket whose server is the test. */
export class FakeSocket {
  static readonly opened: FakeSocket[] = [];

  /** The one that the page is using now. */
  static get latest(): FakeSocket {
    const socket = FakeSocket.opened.at(-1);
    if (!socket) throw new Error('No socket was opened.');
    return socket;
  }

  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }

  accept(seq: number): void {
    this.onopen?.();
    this.send('live.hello', {}, seq);
  }

  send(topic: string, payload: unknown, seq: number): void {
    this.onmessage?.({ data: JSON.stringify({ seq, topic, at: '2026-01-01T00:00:00Z', payload }) });
  }

  fail(): void {
    this.onclose?.();
  }

  close(): void {
    this.closed = true;
  }
}
