/** What the server tells as it happens. `seq` grows by one per message of the team. */
export type LiveMessage = { seq: number; topic: string; at: string; payload: unknown };

export type LiveStatus = 'connecting' | 'open' | 'waiting' | 'stopped';

type Listener = (message: LiveMessage) => void;

type Options = {
  url?: (after: number | undefined) => string;
  openSocket?: (url: string) => WebSocket;
  random?: () => number;
};

const firstDelay = 500;
const longestDelay = 15_000;

/**
 * The live channel: one WebSocket, opened again with back-off whenever it closes, resuming after the last message seen.
 * Messages come in order and each once. When too much was missed, the `onReset` listeners must load everything anew.
 */
export class LiveChannel {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly resets = new Set<() => void>();
  private readonly watchers = new Set<() => void>();
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastSeq: number | undefined;
  private failures = 0;
  private current: LiveStatus = 'stopped';

  private readonly url: (after: number | undefined) => string;
  private readonly openSocket: (url: string) => WebSocket;
  private readonly random: () => number;

  constructor({
    url = liveUrl,
    openSocket = (address) => new WebSocket(address),
    random = Math.random,
  }: Options = {}) {
    this.url = url;
    this.openSocket = openSocket;
    this.random = random;
  }

  get status(): LiveStatus {
    return this.current;
  }

  start(): void {
    if (this.current !== 'stopped') return;
    window.addEventListener('online', this.connectNow);
    this.setStatus('connecting');
    // A page that mounts, unmounts and mounts again within one turn opens one socket, not two.
    this.timer = setTimeout(() => this.connect());
  }

  /** Ends the channel and forgets its place: another session, or another team, has another sequence. */
  stop(): void {
    window.removeEventListener('online', this.connectNow);
    clearTimeout(this.timer);
    this.lastSeq = undefined;
    this.failures = 0;
    this.drop();
    this.setStatus('stopped');
  }

  on(topic: string, listener: Listener): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  onReset(listener: () => void): () => void {
    this.resets.add(listener);
    return () => this.resets.delete(listener);
  }

  /** For useSyncExternalStore. */
  readonly watchStatus = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  private readonly connectNow = (): void => {
    if (this.current !== 'waiting') return;
    clearTimeout(this.timer);
    this.connect();
  };

  private connect(): void {
    this.setStatus('connecting');
    const socket = this.openSocket(this.url(this.lastSeq));
    this.socket = socket;
    socket.onopen = () => this.setStatus('open');
    socket.onmessage = (event: MessageEvent<unknown>) => this.receive(event.data);
    socket.onclose = () => this.retryLater();
  }

  private retryLater(): void {
    this.drop();
    this.setStatus('waiting');
    // Pages that lost the server together must not all come back together.
    const delay = Math.min(longestDelay, firstDelay * 2 ** this.failures) * (0.5 + this.random() / 2);
    this.failures += 1;
    this.timer = setTimeout(() => this.connect(), delay);
  }

  private receive(data: unknown): void {
    const message = parse(data);
    if (!message) return;
    this.failures = 0;
    if (message.topic === 'live.hello') this.greet(message.seq);
    else if (message.topic === 'live.reset') this.reset(message.seq);
    else if (this.lastSeq === undefined || message.seq > this.lastSeq) {
      this.lastSeq = message.seq;
      this.listeners.get(message.topic)?.forEach((listener) => listener(message));
    }
  }

  // When resuming, what was missed comes after the greeting: only the first one sets our place.
  private greet(serverSeq: number): void {
    if (this.lastSeq === undefined) this.lastSeq = serverSeq;
    else if (serverSeq < this.lastSeq) this.reset(serverSeq);
  }

  private reset(seq: number): void {
    this.lastSeq = seq;
    this.resets.forEach((listener) => listener());
  }

  private drop(): void {
    if (!this.socket) return;
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close();
    this.socket = undefined;
  }

  private setStatus(status: LiveStatus): void {
    if (status === this.current) return;
    this.current = status;
    this.watchers.forEach((watcher) => watcher());
  }
}

const liveUrl = (after: number | undefined): string => {
  const { protocol, host } = window.location;
  const resume = after === undefined ? '' : `?after=${after}`;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws/live${resume}`;
};

const parse = (data: unknown): LiveMessage | undefined => {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data) as LiveMessage;
  } catch {
    return undefined;
  }
};
